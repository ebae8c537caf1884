using FlinkSql.Planner.Logical;
using static FlinkSql.Planner.Explain.NodeParts;

namespace FlinkSql.Planner.Explain;

/// <summary>One line per logical node, in Flink's spelling where Flink has the node.</summary>
public static class LogicalText
{
    public static string Describe(LogicalNode node) => node switch
    {
        LogicalScan scan => $"LogicalTableScan(table=[{Path(scan.Table)}], fields=[{Names(scan.Schema)}])",
        LogicalValues values => $"LogicalValues(tuples=[[{Rows(values.Rows)}]])",
        LogicalFilter filter => $"LogicalFilter(condition=[{Bare(filter.Predicate)}])",
        LogicalProject project => $"LogicalProject(select=[{Select(project.Columns)}])",
        LogicalWatermark w =>
            $"LogicalWatermarkAssigner(rowtime=[{w.Schema[w.TimeColumn].Name}], watermark=[{Bare(w.Watermark)}])",
        LogicalUnion => "LogicalUnion(all=[true])",
        LogicalSetOperation set => $"Logical{set.Operator}(all=[{(set.All ? "true" : "false")}])",
        LogicalSort sort => Describe(sort),
        LogicalJoin join =>
            $"LogicalJoin(condition=[{Bare(join.Condition)}], joinType=[{join.Kind.ToString().ToLowerInvariant()}])",
        LogicalWindow window => "LogicalTableFunctionScan(window=["
            + $"{Window(window.Spec, window.TimeColumn, window.PartitionColumns, window.Input.Schema)}])",
        LogicalAggregate a => $"LogicalAggregate({GroupBy(a.Input.Schema, a.Keys)}{Sets(a)}"
            + $"select=[{Grouped(a.Input.Schema, a.Keys, a.Aggregates, [])}])",
        LogicalWindowAggregate a => $"LogicalWindowAggregate({GroupBy(a.Input.Schema, a.Keys)}"
            + $"window=[{Window(a.Window, a.Input.Schema)}], "
            + $"select=[{Grouped(a.Input.Schema, a.Keys, a.Aggregates, a.Outputs)}])",
        LogicalRank rank => Describe(rank),
        LogicalSink { Table: null } sink => $"LogicalSink(fields=[{Names(sink.Schema)}])",
        LogicalSink sink => $"LogicalSink(table=[{sink.Table!.Path}], fields=[{Names(sink.Schema)}])",
        _ => throw new InvalidOperationException($"explain: {node.GetType().Name} has no printer"),
    };

    private static string Sets(LogicalAggregate aggregate) => aggregate.GroupingSets.Count == 0
        ? ""
        : $"groups=[{NodeParts.Sets(aggregate.Input.Schema, aggregate.Keys, aggregate.GroupingSets)}], ";

    private static string Describe(LogicalSort sort)
    {
        string order = sort.Keys.Count == 0 ? "" : $"orderBy=[{Order(sort.Keys, sort.Schema)}]";
        string offset = sort.Offset == 0 ? "" : $"offset=[{sort.Offset}]";
        string fetch = sort.Limit is long limit ? $"fetch=[{limit}]" : "";
        return $"LogicalSort({Names(new[] { order, offset, fetch }.Where(part => part.Length != 0))})";
    }

    private static string Describe(LogicalRank rank)
    {
        string range = rank.Range is (long first, long last) ? $"rankStart={first}, rankEnd={last}" : "";
        string partition = rank.PartitionColumns.Count == 0
            ? ""
            : $"partitionBy=[{Names(rank.Input.Schema, rank.PartitionColumns)}], ";
        return $"LogicalRank(rankType=[{rank.Function}], rankRange=[{range}], {partition}"
            + $"orderBy=[{Order(rank.Order, rank.Input.Schema)}], rank=[{rank.RankName}])";
    }
}
