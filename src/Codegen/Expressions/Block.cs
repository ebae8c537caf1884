using FlinkSql.Codegen.Text;
using FlinkSql.Planner.Expressions;

namespace FlinkSql.Codegen.Expressions;

/// <summary>
/// Statements that run in order, and the values they have computed. A block inside another sees what the outer one
/// knows; what it computes itself is forgotten when it ends.
/// </summary>
internal sealed class Block
{
    private readonly Dictionary<(RowScope, Expr), Fragment> _known = [];
    private readonly Block? _parent;
    private readonly bool _loop;

    /// <summary>The block of a loop body.</summary>
    public Block(MethodScope method)
    {
        Method = method;
        _loop = true;
    }

    private Block(Block parent, bool loop)
    {
        _parent = parent;
        _loop = loop;
        Method = parent.Method;
    }

    public MethodScope Method { get; }

    public SourceWriter Code { get; } = new();

    /// <summary>Whether nothing has to be done before the values of the block can be used.</summary>
    public bool IsEmpty => Code.IsEmpty;

    /// <summary>The block of the loop body: cheap values are computed there, so that all can use them.</summary>
    public Block Root => _loop ? this : _parent!.Root;

    /// <summary>Statements that run only under a condition.</summary>
    public Block Nested() => new(this, loop: false);

    /// <summary>The body of a loop inside this block.</summary>
    public Block Loop() => new(this, loop: true);

    public string Local(string hint) => Method.Names.Local(hint);

    public void Line(string text) => Code.Line(text);

    public bool TryFind(RowScope scope, Expr expr, out Fragment found) =>
        _known.TryGetValue((scope, expr), out found) || (_parent?.TryFind(scope, expr, out found) ?? false);

    public Fragment Remember(RowScope scope, Expr expr, Fragment fragment)
    {
        _known[(scope, expr)] = fragment;
        return fragment;
    }
}
