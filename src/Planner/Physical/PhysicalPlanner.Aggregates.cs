using FlinkSql.Columnar;
using FlinkSql.Functions;
using FlinkSql.Functions.Aggregates;
using FlinkSql.Planner.Catalog;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Physical;

/// <summary>Group and window aggregates.</summary>
public sealed partial class PhysicalPlanner
{
    private PhysicalNode PlanAggregate(LogicalAggregate aggregate)
    {
        PhysicalNode input = Plan(aggregate.Input);
        if (aggregate.GroupingSets.Count == 0)
        {
            return Group(aggregate, input, aggregate.Keys, aggregate.Aggregates);
        }

        Expanded expanded = Expand(aggregate, input, aggregate.Keys, aggregate.Aggregates, aggregate.GroupingSets);
        PhysicalNode groups = Group(aggregate, expanded.Rows, expanded.Keys, expanded.Aggregates);
        return GroupedSets(aggregate, groups, aggregate.Keys.Count, aggregate.GroupingIdName);
    }

    private PhysicalNode PlanWindowAggregate(LogicalWindowAggregate aggregate)
    {
        _windowsAbove++;
        PhysicalNode input = Plan(aggregate.Input);
        _windowsAbove--;
        if (aggregate.GroupingSets.Count == 0)
        {
            return GroupWindows(aggregate, input, aggregate.Keys, aggregate.Aggregates);
        }

        Expanded expanded = Expand(aggregate, input, aggregate.Keys, aggregate.Aggregates, aggregate.GroupingSets);
        PhysicalNode groups = GroupWindows(aggregate, expanded.Rows, expanded.Keys, expanded.Aggregates);
        return GroupedSets(aggregate, groups, aggregate.Keys.Count, aggregate.GroupingIdName);
    }

    private PhysicalGroupAggregate Group(
        LogicalNode origin, PhysicalNode input, EquatableArray<int> keys, EquatableArray<AggregateCall> aggregates)
    {
        if (ClosedBy(aggregates) is { } closedBy)
        {
            _diagnostics.Add(PhysicalErrors.ClosedByWithoutWindow(closedBy.Span));
        }

        bool retracts = input.Traits.Mode != ChangelogMode.InsertOnly;
        return At(origin, new PhysicalGroupAggregate(
            Distribute(input, ByKeys(keys)), keys, Variants(aggregates, retracts), retracts, EmitsUpdateBefore: true)
        {
            StateTtl = (origin as LogicalAggregate)?.StateTtl,
        });
    }

    private PhysicalWindowAggregate GroupWindows(
        LogicalWindowAggregate origin,
        PhysicalNode input,
        EquatableArray<int> keys,
        EquatableArray<AggregateCall> aggregates)
    {
        if (ClosedBy(aggregates) is { } closedBy && (closedBy.Distinct || closedBy.Filter is not null))
        {
            _diagnostics.Add(PhysicalErrors.NotSupported(closedBy.Span, "DISTINCT or FILTER of WINDOW_CLOSED_BY()"));
        }

        bool retracts = input.Traits.Mode != ChangelogMode.InsertOnly;
        return At(origin, new PhysicalWindowAggregate(
            Distribute(input, ByKeys(keys)),
            origin.Window,
            keys,
            Variants(aggregates, retracts),
            origin.Outputs,
            retracts)
        {
            Emission = _emission.Of(origin, nearest: _windowsAbove == 0),
        });
    }

    private static AggregateCall? ClosedBy(EquatableArray<AggregateCall> calls) =>
        calls.FirstOrDefault(call => call.Function.Name == WindowClosedBy.Name);

    private EquatableArray<AggregateCall> Variants(EquatableArray<AggregateCall> calls, bool retracts) =>
        calls.Select(call => call with { Function = Variant(call, retracts) }).ToEquatable();

    /// <summary>The overload of the same signature that suits the input: the cheapest that can do it.</summary>
    private AggregateFunction Variant(AggregateCall call, bool retracts)
    {
        AggregateFunction[] variants = [.. _options.Functions.Aggregates(call.Function.Name)
            .Where(function => function.Signature == call.Function.Signature)
            .Where(function => !retracts || CanRetract(function))
            .OrderBy(function => function.Retracts == retracts ? 0 : 1)];
        if (variants.Length != 0)
        {
            return variants[0];
        }

        if (retracts && !CanRetract(call.Function))
        {
            _diagnostics.Add(PhysicalErrors.CannotRetract(call.Span, call.Function.Name));
        }

        return call.Function;
    }

    private static bool CanRetract(AggregateFunction function) =>
        function.Retracts || function.State.GetMethod("Retract") is not null;

    private sealed record Expanded(PhysicalNode Rows, EquatableArray<int> Keys, EquatableArray<AggregateCall> Aggregates);

    /// <summary>
    /// Repeats each row once per grouping set. An aggregate over a key column must see the value also where the set
    /// leaves the key out, so it reads a copy.
    /// </summary>
    private static Expanded Expand(
        LogicalNode origin,
        PhysicalNode input,
        EquatableArray<int> keys,
        EquatableArray<AggregateCall> aggregates,
        EquatableArray<EquatableArray<int>> sets)
    {
        int width = input.Schema.Count;
        int[] copied = [.. aggregates
            .SelectMany(call => call.Filter is int filter ? call.Arguments.Append(filter) : call.Arguments)
            .Where(column => keys.Contains(column)).Distinct().Order()];
        int Moved(int column) => Array.IndexOf(copied, column) is int copy and >= 0 ? width + copy : column;

        if (copied.Length != 0)
        {
            IEnumerable<ProjectedColumn> copies = ExprColumns.Pick(input.Schema, copied)
                .Select(column => column with { Name = $"{column.Name}$copy", Time = TimeAttribute.None });
            input = At(origin, new PhysicalCalc(
                input, null, ExprColumns.All(input.Schema).Concat(copies).ToEquatable()));
            aggregates = aggregates.Select(call => call with
            {
                Arguments = call.Arguments.Select(Moved).ToEquatable(),
                Filter = call.Filter is int filter ? Moved(filter) : null,
            }).ToEquatable();
        }

        PhysicalNode rows = At(origin, new PhysicalExpand(input, keys, sets));
        return new Expanded(rows, keys.Append(rows.Schema.Count - 1).ToEquatable(), aggregates);
    }

    /// <summary>The result without the number of the set, or with the part of it that was asked for as the last column.</summary>
    private static PhysicalCalc GroupedSets(LogicalNode origin, PhysicalNode groups, int keys, string? groupingIdName)
    {
        IEnumerable<ProjectedColumn> columns = ExprColumns.Pick(
            groups.Schema, Enumerable.Range(0, groups.Schema.Count).Where(column => column != keys));
        if (groupingIdName is not null)
        {
            ColumnExpr expandId = ExprColumns.Reference(groups.Schema, keys);
            var sets = new LiteralExpr(1L << keys, expandId.Type);
            columns = columns.Append(new ProjectedColumn(
                new ArithmeticExpr(ArithmeticOperator.Modulo, expandId, sets, expandId.Type), groupingIdName));
        }

        return At(origin, new PhysicalCalc(groups, null, columns.ToEquatable()));
    }
}
