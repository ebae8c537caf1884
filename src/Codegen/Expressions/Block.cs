using System.Text.RegularExpressions;
using FlinkSql.Codegen.Text;
using FlinkSql.Planner.Expressions;

namespace FlinkSql.Codegen.Expressions;

/// <summary>
/// Statements that run in order, and the values they have computed. A block inside another sees what the outer one
/// knows; what it computes itself is forgotten when it ends.
/// </summary>
internal sealed partial class Block
{
    private readonly Dictionary<(RowScope, Expr), Fragment> _known = [];
    private readonly HashSet<string> _locals = [];
    private readonly HashSet<string> _refuted = [];
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

    /// <summary>From here on none of the tests holds: rows for which one did have been dropped.</summary>
    public void Refute(NullTest tests) => Root._refuted.UnionWith(tests.Tests);

    /// <summary>A value without the tests that are known not to hold.</summary>
    public Fragment Refined(Fragment fragment)
    {
        for (Block? block = this; block is not null; block = block._parent)
        {
            fragment = fragment with { Null = fragment.Null.Except(block._refuted) };
        }

        return fragment;
    }

    /// <summary>Statements that run only under a condition.</summary>
    public Block Nested() => new(this, loop: false);

    /// <summary>The body of a loop inside this block.</summary>
    public Block Loop() => new(this, loop: true);

    /// <summary>A new local of this block.</summary>
    public string Local(string hint)
    {
        string local = Method.Names.Local(hint);
        _locals.Add(local);
        return local;
    }

    /// <summary>The outermost block of the loop in which everything a text mentions is known.</summary>
    public Block HomeOf(string text)
    {
        HashSet<string> mentioned = [.. Identifiers().Matches(text).Select(match => match.Value)];
        Block home = this;
        while (!home._loop && !home._locals.Overlaps(mentioned))
        {
            home = home._parent!;
        }

        return home;
    }

    public void Line(string text) => Code.Line(text);

    public bool TryFind(RowScope scope, Expr expr, out Fragment found) =>
        _known.TryGetValue((scope, expr), out found) || (_parent?.TryFind(scope, expr, out found) ?? false);

    [GeneratedRegex("[A-Za-z_][A-Za-z0-9_]*")]
    private static partial Regex Identifiers();

    public Fragment Remember(RowScope scope, Expr expr, Fragment fragment)
    {
        _known[(scope, expr)] = fragment;
        return fragment;
    }
}
