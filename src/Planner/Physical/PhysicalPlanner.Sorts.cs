using FlinkSql.Planner.Catalog;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Physical;

/// <summary>ORDER BY and LIMIT.</summary>
public sealed partial class PhysicalPlanner
{
    private PhysicalNode PlanSort(LogicalSort sort)
    {
        PhysicalNode input = Distribute(Plan(sort.Input), Distribution.Single);
        bool insertOnly = input.Traits.Mode == ChangelogMode.InsertOnly;
        if (insertOnly && InOrderOfArrival(sort))
        {
            return sort is { Offset: 0, Limit: null }
                ? input
                : At(sort, new PhysicalLimit(input, sort.Offset, sort.Limit ?? long.MaxValue));
        }

        // A table keeps the first rows up to date as they come; a reader wants them once, in order.
        if (input.Traits.Bounded && sort.Keys.Count != 0 && (_forResult || sort.Limit is null))
        {
            return At(sort, new PhysicalSort(input, sort.Keys, sort.Offset, sort.Limit));
        }

        if (sort.Limit is not long limit)
        {
            bool byTime = sort.Keys is [SortKey first, ..] && sort.Schema[first.Column].Time != TimeAttribute.None;
            _diagnostics.Add(byTime
                ? PhysicalErrors.NotSupported(sort.Span, "ORDER BY a time attribute over an input that does not end")
                : PhysicalErrors.UnboundedSort(sort.Span));
            return Nothing(sort);
        }

        // No keys: the order of arrival, which a row keeps when rows before it are taken back.
        return At(sort, new PhysicalTopN(
            input, [], sort.Keys, sort.Offset + 1, sort.Offset + limit, OutputsRank: false, sort.Schema));
    }

    private static bool InOrderOfArrival(LogicalSort sort) =>
        sort.Keys.Count == 0
        || (sort.Keys is [{ Descending: false } key] && sort.Schema[key.Column].Time == TimeAttribute.Proctime);
}
