using FlinkSql.Planner.Expressions;

namespace FlinkSql.Codegen.Expressions;

/// <summary>The columns of the row that a loop is at, as C#.</summary>
internal abstract class RowScope
{
    private readonly HashSet<Expr> _shared = [];

    /// <summary>A column of the row.</summary>
    public abstract Fragment Column(ColumnExpr column, Block block);

    /// <summary>A field of a ROW column without making the row an object, or null where that cannot be.</summary>
    public virtual Fragment? Path(ColumnExpr column, IReadOnlyList<FieldExpr> fields, Block block) => null;

    /// <summary>The column of the batch that a column is, unchanged; -1 when it is computed.</summary>
    public virtual int Source(int column) => -1;

    /// <summary>Says which expressions are evaluated over the row, so that those that occur twice are computed once.</summary>
    public void Announce(IEnumerable<Expr> exprs)
    {
        var seen = new HashSet<Expr>();
        foreach (Expr expr in exprs)
        {
            Count(expr, seen);
        }
    }

    /// <summary>Whether an expression occurs several times.</summary>
    public bool IsShared(Expr expr) => _shared.Contains(expr);

    private void Count(Expr expr, HashSet<Expr> seen)
    {
        if (expr is LiteralExpr)
        {
            return;
        }

        if (!seen.Add(expr))
        {
            _shared.Add(expr);
            return;
        }

        foreach (Expr operand in expr.Operands)
        {
            Count(operand, seen);
        }
    }
}
