using FlinkSql.Codegen.Expressions;
using FlinkSql.Codegen.Text;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Physical;

namespace FlinkSql.Codegen;

/// <summary>
/// The body of a row loop while operators write into it, one after the other: each takes the columns of the row from
/// the one before.
/// </summary>
/// <param name="owner">The class.</param>
/// <param name="method">The method around the loop.</param>
/// <param name="context">What the code depends on besides the plan.</param>
/// <param name="drop">The statement that drops the row.</param>
internal sealed class RowLoop(ClassScope owner, MethodScope method, EmitContext context, string drop = "continue;")
{
    private readonly Stack<(Block Outer, string Header)> _loops = [];

    public ClassScope Owner { get; } = owner;

    public ExprEmitter Exprs { get; } = new(owner);

    public MethodScope Method { get; } = method;

    public EmitContext Context { get; } = context;

    /// <summary>Where statements go.</summary>
    public Block Body { get; private set; } = new(method);

    /// <summary>The C# of the row's kind; null when every row is +I.</summary>
    public string? Kind { get; set; }

    /// <summary>Whether a row may become several.</summary>
    public bool Multiplies => _loops.Count != 0;

    /// <summary>Opens a loop inside the body; what follows goes into it.</summary>
    public void Enter(string header)
    {
        _loops.Push((Body, header));
        Body = Body.Loop();
    }

    /// <summary>
    /// Whether rows that do not pass are written all the same, to be overwritten by the next: see
    /// <see cref="Codegen.Branchless"/>.
    /// </summary>
    public bool Branchless { get; init; }

    /// <summary>Whether the loop is over rows that have passed already, so that no filter is written again.</summary>
    public bool HasPassed { get; init; }

    /// <summary>C# conditions under which a row of a loop without branches passes.</summary>
    public List<string> Kept { get; } = [];

    /// <summary>Keeps the rows for which an expression is TRUE.</summary>
    public void Filter(Expr condition, RowScope row)
    {
        if (HasPassed)
        {
            return;
        }

        Body.Code.Blank();
        Body.Line($"// filter {Owner.File.Position(condition.Span)}".TrimEnd());
        Exprs.NoteSite(condition, Body);
        if (condition is LogicalExpr or NotExpr or LiteralExpr)
        {
            Keep(Branchless ? Exprs.True(condition, row, Body) : Exprs.NotTrue(condition, row, Body));
            return;
        }

        Fragment value = Exprs.Emit(condition, row, Body);
        Keep(Branchless ? ExprEmitter.Holds(value) : ExprEmitter.Fails(value));

        // What is TRUE is not NULL, and neither is what IS NOT NULL.
        Body.Refute(condition is IsNullExpr { Negated: true } test ? Exprs.Emit(test.Operand, row, Body).Null : value.Null);
    }

    /// <summary>Drops the row where a condition holds.</summary>
    public void DropWhere(string condition) => Body.Line($"if ({condition}) {(Multiplies ? "continue;" : drop)}");

    private void Keep(string condition)
    {
        if (!Branchless)
        {
            DropWhere(condition);
            return;
        }

        string kept = Body.Local("kept");
        Body.Line($"bool {kept} = {condition};");
        Kept.Add(kept);
    }

    /// <summary>A comment that says which operator follows, and where it stands in the query.</summary>
    public void Comment(string title, PhysicalNode node)
    {
        Body.Code.Blank();
        Body.Line($"// {title} {Owner.File.Position(node.Span)}".TrimEnd());
    }

    /// <summary>The whole body.</summary>
    public SourceWriter Close()
    {
        while (_loops.TryPop(out (Block Outer, string Header) loop))
        {
            using (loop.Outer.Code.Block(loop.Header))
            {
                loop.Outer.Code.Append(Body.Code);
            }

            Body = loop.Outer;
        }

        return Body.Code;
    }
}
