using System.Runtime.CompilerServices;
using FlinkSql.Columnar;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Expressions;

/// <summary>What an expression reads, and the same expression over other columns.</summary>
public static class ExprColumns
{
    /// <summary>The columns an expression reads, ascending.</summary>
    public static SortedSet<int> Read(Expr expr)
    {
        var columns = new SortedSet<int>();
        Read(expr, columns);
        return columns;
    }

    /// <summary>Adds the columns an expression reads.</summary>
    public static void Read(Expr expr, ISet<int> columns)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (expr is ColumnExpr column)
        {
            columns.Add(column.Column);
        }

        foreach (Expr operand in expr.Operands)
        {
            Read(operand, columns);
        }
    }

    /// <summary>Whether the expression reads no column that fails the test.</summary>
    public static bool ReadsOnly(Expr expr, Func<int, bool> allowed) => Read(expr).All(allowed);

    /// <summary>The expression over columns that have moved.</summary>
    public static Expr Remap(Expr expr, Func<int, int> map) => ExprRewriter.Rewrite(expr, part =>
        part is ColumnExpr column && map(column.Column) is int target && target != column.Column
            ? column with { Column = target }
            : part);

    /// <summary>The expression over the input of a projection instead of its result.</summary>
    public static Expr Substitute(Expr expr, EquatableArray<ProjectedColumn> projection) =>
        ExprRewriter.Rewrite(expr, part => part is ColumnExpr column
            ? ExprRewriter.KeepType(projection[column.Column].Value, column.Type)
            : part);

    /// <summary>Whether equal rows always give equal values, so that it may be moved, shared or repeated.</summary>
    public static bool IsDeterministic(Expr expr) => !Any(expr, part =>
        part is ProcTimeExpr or CurrentWatermarkExpr or CallExpr { Function.Deterministic: false });

    /// <summary>Whether some part of the expression passes the test.</summary>
    public static bool Any(Expr expr, Func<Expr, bool> test) => Find(expr, test) is not null;

    /// <summary>The first part of the expression that passes the test, from the top; null when there is none.</summary>
    public static Expr? Find(Expr expr, Func<Expr, bool> test)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return test(expr)
            ? expr
            : expr.Operands.Select(operand => Find(operand, test)).FirstOrDefault(found => found is not null);
    }

    /// <summary>A reference to a column of a node.</summary>
    public static ColumnExpr Reference(PlanSchema schema, int column) =>
        new(column, schema[column].Name, schema[column].Type);

    /// <summary>Columns of a node as they are, in the given order.</summary>
    public static EquatableArray<ProjectedColumn> Pick(PlanSchema schema, IEnumerable<int> columns) =>
        columns.Select(column => new ProjectedColumn(
            Reference(schema, column), schema[column].Name, schema[column].Time)).ToEquatable();

    /// <summary>All columns of a node as they are.</summary>
    public static EquatableArray<ProjectedColumn> All(PlanSchema schema) =>
        Pick(schema, Enumerable.Range(0, schema.Count));

    /// <summary>Whether a projection over the schema only repeats it, names included.</summary>
    public static bool IsIdentity(EquatableArray<ProjectedColumn> projection, PlanSchema schema) =>
        projection.Count == schema.Count
        && Enumerable.Range(0, schema.Count).All(index =>
            projection[index].Value is ColumnExpr column && column.Column == index
            && projection[index].ToPlanColumn() == schema[index]);
}
