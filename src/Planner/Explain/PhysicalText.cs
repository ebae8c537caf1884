using FlinkSql.Columnar;
using FlinkSql.Planner.Catalog;
using FlinkSql.Planner.Logical;
using FlinkSql.Planner.Physical;
using static FlinkSql.Planner.Explain.NodeParts;

namespace FlinkSql.Planner.Explain;

/// <summary>One line per physical node, in Flink's spelling.</summary>
public static class PhysicalText
{
    /// <summary>The name of the operator: the part before the parenthesis.</summary>
    public static string Name(PhysicalNode node)
    {
        string text = Describe(node);
        return text.IndexOf('(') is int open and >= 0 ? text[..open] : text;
    }

    public static string Describe(PhysicalNode node) => node switch
    {
        PhysicalSource source => $"TableSourceScan(table=[{Path(source.Table)}], fields=[{Names(source.Schema)}])",
        PhysicalValues values => $"Values(tuples=[[{Rows(values.Rows)}]])",
        PhysicalWatermark w =>
            $"WatermarkAssigner(rowtime=[{w.Schema[w.TimeColumn].Name}], watermark=[{Bare(w.Watermark)}])",
        PhysicalCalc { Filter: null } calc => $"Calc(select=[{Select(calc.Columns)}])",
        PhysicalCalc calc => $"Calc(select=[{Select(calc.Columns)}], where=[{Bare(calc.Filter)}])",
        PhysicalExchange exchange => $"Exchange(distribution=[{Describe(exchange.Distribution, exchange.Input)}])",
        PhysicalUnion union => $"Union(all=[true], union=[{Names(union.Schema)}])",
        PhysicalLimit limit => $"Limit({Range(limit.Offset, limit.Limit == long.MaxValue ? null : limit.Limit)})",
        PhysicalDropUpdateBefore => "DropUpdateBefore()",
        PhysicalChangelogNormalize normalize => $"ChangelogNormalize(key=[{Names(normalize.Schema, normalize.Keys)}])",
        PhysicalExpand expand =>
            $"Expand(sets=[{Sets(expand.Input.Schema, expand.Keys, expand.Sets)}], id=[$expand_id])",
        PhysicalGroupAggregate a => $"GroupAggregate({GroupBy(a.Input.Schema, a.Keys)}"
            + $"select=[{Grouped(a.Input.Schema, a.Keys, a.Aggregates, [], a.InputRetracts)}]"
            + (a.StateTtl is { } ttl ? $", stateTtl=[{DurationText.Print(ttl)}])" : ")"),
        PhysicalWindowAggregate a => $"WindowAggregate({GroupBy(a.Input.Schema, a.Keys)}"
            + $"window=[{Window(a.Window, a.Input.Schema)}], {Emission(a.Emission)}"
            + $"select=[{Grouped(a.Input.Schema, a.Keys, a.Aggregates, a.Outputs, a.InputRetracts)}])",
        PhysicalWindow window => "WindowTableFunction(window=["
            + $"{Window(window.Spec, window.TimeColumn, window.PartitionColumns, window.Input.Schema)}])",
        PhysicalTopN topN => $"Rank({RankRange(topN.First, topN.Last)}, {PartitionBy(topN.Input.Schema, topN.PartitionColumns)}"
            + $"orderBy=[{Order(topN.Order, topN.Input.Schema)}], select=[{Names(topN.Schema)}])",
        PhysicalDeduplicate deduplicate => $"Deduplicate(keep=[{Keep(deduplicate.KeepLast)}], "
            + $"key=[{Names(deduplicate.Schema, deduplicate.Keys)}], "
            + $"order=[{deduplicate.Schema[deduplicate.TimeColumn].Time.ToString().ToUpperInvariant()}])",
        PhysicalWindowRank { Deduplicates: true } rank =>
            $"WindowDeduplicate(window=[{Window(rank.Window, rank.Input.Schema)}], "
            + $"keep=[{Keep(rank.Order[0].Descending)}], partitionKeys=[{Names(rank.Input.Schema, rank.Keys)}], "
            + $"orderKey=[{Names(rank.Input.Schema, rank.Order.Select(key => key.Column))}], order=[ROWTIME])",
        PhysicalWindowRank rank => $"WindowRank(window=[{Window(rank.Window, rank.Input.Schema)}], "
            + $"{RankRange(rank.First, rank.Last)}, {PartitionBy(rank.Input.Schema, rank.Keys)}"
            + $"orderBy=[{Order(rank.Order, rank.Input.Schema)}], select=[{Names(rank.Schema)}])",
        PhysicalSort { Limit: null, Offset: 0 } sort => $"Sort(orderBy=[{Order(sort.Keys, sort.Schema)}])",
        PhysicalSort sort =>
            $"SortLimit(orderBy=[{Order(sort.Keys, sort.Schema)}], {Range(sort.Offset, sort.Limit)})",
        PhysicalOutput output => Describe(output),
        PhysicalSink { Table: null } sink => $"Sink(fields=[{Names(sink.Schema)}])",
        PhysicalSink sink => $"Sink(table=[{sink.Table!.Path}], fields=[{Names(sink.Schema)}])",
        _ => throw new InvalidOperationException($"explain: {node.GetType().Name} has no printer"),
    };

    private static string Describe(PhysicalOutput output)
    {
        string trigger = output.Trigger.Kind switch
        {
            OutputTriggerKind.Interval => $"every {DurationText.Print(output.Trigger.Milliseconds)}",
            OutputTriggerKind.Delay => $"{DurationText.Print(output.Trigger.Milliseconds)} after a change",
            _ => output.Trigger.Kind.ToString().ToLowerInvariant(),
        };
        string key = output.Key is { } columns ? $", key=[{Names(output.Schema, columns)}]" : "";
        string order = output.Order.Count == 0 ? "" : $", orderBy=[{Order(output.Order, output.Schema)}]";
        string range = output is { Offset: 0, Limit: null } ? "" : $", {Range(output.Offset, output.Limit)}";
        return $"Output(mode=[{output.Mode.ToString().ToLowerInvariant()}], trigger=[{trigger}]{key}{order}{range})";
    }

    private static string Describe(Distribution distribution, PhysicalNode input) =>
        distribution.Kind == DistributionKind.Hash
            ? $"hash[{Names(input.Schema, distribution.Keys)}]"
            : distribution.ToString();

    private static string RankRange(long first, long last) =>
        $"rankType=[ROW_NUMBER], rankRange=[rankStart={first}, rankEnd={last}]";

    private static string PartitionBy(PlanSchema schema, EquatableArray<int> keys) =>
        keys.Count == 0 ? "" : $"partitionBy=[{Names(schema, keys)}], ";

    private static string Keep(bool last) => last ? "LastRow" : "FirstRow";

    private static string Range(long offset, long? limit) =>
        limit is long fetch ? $"offset=[{offset}], fetch=[{fetch}]" : $"offset=[{offset}]";
}
