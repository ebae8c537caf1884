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
    /// <param name="node">The node.</param>
    /// <param name="ttl">How long the state of a key is kept; that of a window lasts as long as the window.</param>
    public static Func<Operator>? Of(PhysicalNode node, StateTtl ttl) => node switch
    {
        PhysicalTopN topN => Of(topN, ttl),
        PhysicalDeduplicate deduplicate => Of(deduplicate, ttl),
        PhysicalWindowRank rank => Of(rank),
        _ => null,
    };

    /// <summary>An order as the runtime knows it.</summary>
    public static IReadOnlyList<RowSortKey> Order(IEnumerable<SortKey> order) =>
        [.. order.Select(key => new RowSortKey(key.Column, key.Descending, key.NullsFirst))];

    private static Func<Operator> Of(PhysicalTopN topN, StateTtl ttl)
    {
        (Schema input, Schema result) = (topN.Input.Schema.ToSchema(), topN.Schema.ToSchema());
        var rank = new RankSpec([.. topN.PartitionColumns], Order(topN.Order), topN.First, topN.Last)
        {
            OutputsRank = topN.OutputsRank,
            InputRetracts = Retracts(topN.Input),
        };
        return () => new TopNOperator(input, rank, result, topN.EmitsUpdateBefore, ttl: ttl);
    }

    private static Func<Operator> Of(PhysicalDeduplicate deduplicate, StateTtl ttl)
    {
        Schema schema = deduplicate.Schema.ToSchema();
        bool eventTime = deduplicate.Schema[deduplicate.TimeColumn].Time == TimeAttribute.Rowtime;
        if (eventTime && !deduplicate.KeepLast)
        {
            return () => new FirstRowOperator(schema, deduplicate.Keys, deduplicate.TimeColumn, ttl);
        }

        // By processing time rows come in their order.
        RowSortKey[] order = eventTime
            ? [new RowSortKey(deduplicate.TimeColumn, Descending: true, NullsFirst: false)]
            : [];
        var rank = new RankSpec([.. deduplicate.Keys], order, 1, 1) { NewestFirst = deduplicate.KeepLast };
        return () => new TopNOperator(
            schema, rank, schema, deduplicate.EmitsUpdateBefore, skipsRepeats: !eventTime, ttl);
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
