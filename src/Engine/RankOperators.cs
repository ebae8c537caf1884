using FlinkSql.Columnar;
using FlinkSql.Planner.Catalog;
using FlinkSql.Planner.Logical;
using FlinkSql.Planner.Physical;
using FlinkSql.Runtime.Operators;
using FlinkSql.Runtime.State;

namespace FlinkSql.Engine;

/// <summary>The operators of Top-N and deduplication.</summary>
internal static class RankOperators
{
    /// <summary>Makes the operator of a node; null for a node of another kind.</summary>
    public static Func<Operator>? Of(PhysicalNode node) => node switch
    {
        PhysicalTopN topN => Of(topN),
        PhysicalDeduplicate deduplicate => Of(deduplicate),
        PhysicalWindowRank rank => Of(rank),
        _ => null,
    };

    /// <summary>An order as the runtime knows it.</summary>
    public static IReadOnlyList<RowSortKey> Order(IEnumerable<SortKey> order) =>
        [.. order.Select(key => new RowSortKey(key.Column, key.Descending, key.NullsFirst))];

    private static Func<Operator> Of(PhysicalTopN topN)
    {
        (Schema input, Schema result) = (topN.Input.Schema.ToSchema(), topN.Schema.ToSchema());
        var rank = new RankSpec([.. topN.PartitionColumns], Order(topN.Order), topN.First, topN.Last)
        {
            OutputsRank = topN.OutputsRank,
            InputRetracts = Retracts(topN.Input),
        };
        return () => new TopNOperator(input, rank, result, topN.EmitsUpdateBefore);
    }

    private static Func<Operator> Of(PhysicalDeduplicate deduplicate)
    {
        Schema schema = deduplicate.Schema.ToSchema();
        bool eventTime = deduplicate.Schema[deduplicate.TimeColumn].Time == TimeAttribute.Rowtime;
        if (eventTime && !deduplicate.KeepLast)
        {
            return () => new FirstRowOperator(schema, deduplicate.Keys, deduplicate.TimeColumn);
        }

        // By processing time rows come in their order.
        RowSortKey[] order = eventTime
            ? [new RowSortKey(deduplicate.TimeColumn, Descending: true, NullsFirst: false)]
            : [];
        var rank = new RankSpec([.. deduplicate.Keys], order, 1, 1) { NewestFirst = deduplicate.KeepLast };
        return () => new TopNOperator(
            schema, rank, schema, deduplicate.EmitsUpdateBefore, skipsRepeats: !eventTime);
    }

    private static Func<Operator> Of(PhysicalWindowRank node)
    {
        (Schema input, Schema result) = (node.Input.Schema.ToSchema(), node.Schema.ToSchema());
        var rank = new RankSpec([.. node.Keys], Order(node.Order), node.First, node.Last)
        {
            OutputsRank = node.OutputsRank,
            InputRetracts = Retracts(node.Input),
            NewestFirst = node.Deduplicates && node.Order[0].Descending,
        };
        WindowTime time = node.Window.Time == TimeAttribute.Proctime ? WindowTime.Processing
            : node.Window.LocalTimeZone ? WindowTime.LocalEvent
            : WindowTime.Event;
        return () => new WindowRankOperator(
            input, rank, result, node.Window.StartColumn, node.Window.EndColumn, time);
    }

    private static bool Retracts(PhysicalNode input) => input.Traits.Mode != ChangelogMode.InsertOnly;
}
