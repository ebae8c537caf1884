using FlinkSql.Columnar;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Binding;

/// <summary>Builds the ranking of a SELECT that has ROW_NUMBER, RANK or DENSE_RANK, below its select list.</summary>
internal sealed class RankBinder(BindEnvironment environment)
{
    public SelectStage? Bind(SelectStage stage)
    {
        RankExpr[] ranks = [.. stage.Expressions.Parts.OfType<RankExpr>().Distinct()];
        if (ranks is [])
        {
            return stage;
        }

        if (ranks.Length > 1)
        {
            environment.Report(BinderErrors.NotSupportedYet(
                ranks[1].Span, "more than one ranking in a SELECT", "put each in a query of its own"));
            return null;
        }

        RankExpr rank = ranks[0];
        PlanSchema schema = stage.Plan.Schema;
        var columns = new List<ProjectedColumn>(schema.Columns.Select((column, index) =>
            new ProjectedColumn(new ColumnExpr(index, column.Name, column.Type), column.Name, column.Time)));
        int[] partition = [.. rank.Partition.Select(key => Place(key, columns))];
        SortKey[] order = [.. rank.Order.Select(item => new SortKey(Place(item.Key, columns), item.Descending, item.NullsFirst))];
        LogicalNode input = columns.Count == schema.Count
            ? stage.Plan
            : new LogicalProject(stage.Plan, columns.ToEquatable()) { Span = rank.Span };

        string name = stage.Expressions.Items.FirstOrDefault(item => item.Value.Equals(rank))?.Name ?? "rank";
        LogicalNode plan = new LogicalRank(input, rank.Function, partition.ToEquatable(), order.ToEquatable(), name)
        {
            Span = rank.Span,
        };
        var result = new ColumnExpr(columns.Count, name, rank.Type);
        SelectExpressions expressions = stage.Expressions.Rewrite(expr =>
            ExprTree.Rewrite(expr, part => part is RankExpr ? result with { Span = part.Span } : null));
        return new SelectStage(plan, expressions) { HasRank = true };
    }

    private static int Place(Expr key, List<ProjectedColumn> columns)
    {
        int found = columns.FindIndex(column => column.Value.Equals(key));
        if (found >= 0)
        {
            return found;
        }

        columns.Add(new ProjectedColumn(key, $"key{columns.Count}"));
        return columns.Count - 1;
    }
}
