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

        // The rank of the only row is known.
        if (outputsRank && first == last)
        {
            PhysicalNode only = PlanRank(rank, outputsRank: false);
            return At(rank, new PhysicalCalc(only, null, ExprColumns.All(only.Schema)
                .Append(new ProjectedColumn(RankLiteral(first), rank.RankName)).ToEquatable()));
        }

        PhysicalNode input = Plan(rank.Input);
        PlanSchema columns = outputsRank ? rank.Schema : rank.Input.Schema;
        bool deduplicates = (first, last) == (1, 1) && rank.Order.Count == 1
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

    /// <summary>A projection of a Top-N, with the rank only where it is read and not known.</summary>
    private PhysicalCalc PlanProject(LogicalProject project, LogicalRank rank)
    {
        int rankColumn = rank.Input.Schema.Count;
        bool known = rank.Range is (long first, long last) && first == last;
        bool read = project.Columns.Any(column => ExprColumns.Read(column.Value).Contains(rankColumn));
        EquatableArray<ProjectedColumn> columns = !known || !read
            ? project.Columns
            : project.Columns.Select(column => column with
            {
                Value = ExprRewriter.Rewrite(column.Value, part =>
                    part is ColumnExpr reference && reference.Column == rankColumn
                        ? RankLiteral(rank.Range!.Value.First)
                        : part),
            }).ToEquatable();
        return At(project, new PhysicalCalc(PlanRank(rank, outputsRank: read && !known), null, columns));
    }

    private static LiteralExpr RankLiteral(long rank) => new(rank, DataTypes.BigInt.NotNull());

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
