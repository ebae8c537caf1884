using FlinkSql.Columnar;
using FlinkSql.Planner.Catalog;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;
using FlinkSql.Planner.Optimizer;

namespace FlinkSql.Planner.Physical;

/// <summary>Top-N and deduplication, with windows and without.</summary>
public sealed partial class PhysicalPlanner
{
    private PhysicalNode PlanRank(LogicalRank rank, bool outputsRank)
    {
        if (rank.Range is not (long first, long last))
        {
            return NotSupported(rank, $"{Words(rank.Function)} without a filter on its result");
        }

        if (rank.Function != RankFunction.RowNumber)
        {
            return NotSupported(rank, $"a Top-N by {Words(rank.Function)}");
        }

        PhysicalNode input = Plan(rank.Input);
        PlanSchema columns = outputsRank ? rank.Schema : rank.Input.Schema;
        bool deduplicates = (first, last) == (1, 1) && !outputsRank && rank.Order.Count == 1
            && input.Traits.Mode == ChangelogMode.InsertOnly;
        if (WindowColumns.OfRank(rank) is WindowColumns window)
        {
            EquatableArray<int> keys = rank.PartitionColumns
                .Where(column => !window.Properties.ContainsKey(column)).ToEquatable();
            return At(rank, new PhysicalWindowRank(
                Distribute(input, ByKeys(keys)), window.ToGroupWindow(), keys, rank.Order, first, last, outputsRank, columns)
            {
                Deduplicates = deduplicates && window.Time == TimeAttribute.Rowtime
                    && IsTimeOfWindow(rank.Input, rank.Order[0].Column),
            });
        }

        input = Distribute(input, ByKeys(rank.PartitionColumns));
        return deduplicates && input.Schema[rank.Order[0].Column].Time != TimeAttribute.None
            ? At(rank, new PhysicalDeduplicate(
                input, rank.PartitionColumns, rank.Order[0].Column, rank.Order[0].Descending))
            : At(rank, new PhysicalTopN(
                input, rank.PartitionColumns, rank.Order, first, last, outputsRank, columns));
    }

    private static bool ReadsRank(LogicalProject project, LogicalFilter? filter, LogicalRank rank) =>
        project.Columns.Select(column => column.Value).Concat(filter is null ? [] : [filter.Predicate])
            .Any(expr => ExprColumns.Read(expr).Contains(rank.Input.Schema.Count));

    /// <summary>Whether a column is the time that a window was found by, or its last instant.</summary>
    private static bool IsTimeOfWindow(LogicalNode node, int column) => node switch
    {
        LogicalWindow window => column == window.TimeColumn || column == window.Schema.Count - 1,
        LogicalProject project =>
            project.Columns[column].Value is ColumnExpr source && IsTimeOfWindow(project.Input, source.Column),
        LogicalFilter or LogicalUnion => node.Inputs.All(input => IsTimeOfWindow(input, column)),
        LogicalRank rank => column < rank.Input.Schema.Count && IsTimeOfWindow(rank.Input, column),
        _ => node.Schema[column].Time == TimeAttribute.Rowtime,
    };

    private static string Words(RankFunction function) => function switch
    {
        RankFunction.RowNumber => "ROW_NUMBER",
        RankFunction.Rank => "RANK",
        _ => "DENSE_RANK",
    };
}
