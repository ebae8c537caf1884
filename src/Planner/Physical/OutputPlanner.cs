using FlinkSql.Columnar;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Planner.Catalog;
using FlinkSql.Planner.Explain;
using FlinkSql.Planner.Logical;
using OutputMode = FlinkSql.Parser.Ast.OutputMode;

namespace FlinkSql.Planner.Physical;

/// <summary>Puts what an output mode needs between a plan and its sink, or says why the mode does not work.</summary>
internal sealed class OutputPlanner(LogicalSink sink, OutputWish wish, List<Diagnostic> diagnostics)
{
    private static readonly OutputTrigger EachSecond = new(OutputTriggerKind.Interval, 1000);

    /// <summary>The rows in mode append: those of the plan, which must be final.</summary>
    public PhysicalNode Append(PhysicalNode plan, ResultSort sort)
    {
        Accepts(plan, sort);
        return plan;
    }

    /// <summary>The net change of each key.</summary>
    /// <param name="plan">The rows.</param>
    /// <param name="sort">Whether the plan sorts its result.</param>
    /// <param name="primaryKey">The key of the sink; empty without one.</param>
    public PhysicalNode Update(PhysicalNode plan, ResultSort sort, EquatableArray<int> primaryKey)
    {
        if (!Accepts(plan, sort))
        {
            return plan;
        }

        EquatableArray<EquatableArray<int>> keys = plan.Traits.UpsertKeys;
        bool insertOnly = plan.Traits.Mode == ChangelogMode.InsertOnly;
        bool sameKey = keys.Any(key => SameSet(key, primaryKey));
        if (insertOnly && (primaryKey.Count == 0 || sameKey))
        {
            // Nothing ever changes: rows only wait, and only for a trigger that was asked for.
            return wish.Trigger is null ? plan : Output(plan, null);
        }

        if (!insertOnly && keys.Count == 0)
        {
            diagnostics.Add(OutputErrors.NoKey(wish, PhysicalText.Describe(ChangeProducer.Of(plan))));
            return plan;
        }

        // Rows that are never taken back may well overwrite each other by another key: the last one stays.
        if (!insertOnly && primaryKey.Count != 0 && !sameKey)
        {
            diagnostics.Add(OutputErrors.OtherKey(
                wish, NodeParts.Names(plan.Schema, keys[0]), NodeParts.Names(plan.Schema, primaryKey), sink.Table!));
            return plan;
        }

        EquatableArray<int> key = primaryKey.Count != 0 ? primaryKey : keys.MinBy(candidate => candidate.Count);
        PhysicalNode byKey = sameKey || primaryKey.Count == 0 ? UpdateBefore.Drop(plan) ?? plan : plan;
        return Output(TogetherBy(byKey, key), key);
    }

    /// <summary>The whole result.</summary>
    public PhysicalNode Complete(PhysicalNode plan, LogicalSort? order)
    {
        if (!Accepts(plan, order is null ? ResultSort.None : ResultSort.Apart))
        {
            return plan;
        }

        if (sink.Table is { Traits.WritesSnapshots: false } table)
        {
            diagnostics.Add(OutputErrors.NoSnapshots(wish, table));
            return plan;
        }

        EquatableArray<EquatableArray<int>> keys = plan.Traits.UpsertKeys;
        EquatableArray<int>? key = keys.Count == 0 ? null : keys.MinBy(candidate => candidate.Count);
        PhysicalNode byKey = key is null ? plan : UpdateBefore.Drop(plan) ?? plan;
        return Output(PhysicalPlanner.Distribute(byKey, Distribution.Single), key, order);
    }

    /// <summary>Whether a query that is only shown as a table is better shown row by row: rows are only ever added.</summary>
    public static bool OnlyGrows(PhysicalNode plan) => plan.Traits.Mode == ChangelogMode.InsertOnly;

    private bool Accepts(PhysicalNode plan, ResultSort sort)
    {
        var modes = new OutputModes(plan, sort);
        if (wish.ForDisplay || modes.Refusal(wish.Mode) is not (PhysicalNode decider, string why))
        {
            return true;
        }

        diagnostics.Add(OutputErrors.ModeNotPossible(wish, PhysicalText.Describe(decider), why, modes.Accepted.Where(SinkTakes)));
        return false;
    }

    private bool SinkTakes(OutputMode mode) => sink.Table is not { Traits: var traits } || mode switch
    {
        OutputMode.Append => true,
        OutputMode.Complete => traits.WritesSnapshots,
        _ => traits.WritesChanges,
    };

    private PhysicalOutput Output(PhysicalNode input, EquatableArray<int>? key, LogicalSort? order = null)
    {
        if (wish.Trigger is { Kind: OutputTriggerKind.Watermark } && !HasWatermark(input))
        {
            diagnostics.Add(OutputErrors.NoWatermark(wish));
        }

        return TraitDerivation.Derive(new PhysicalOutput(input, wish.Mode, wish.Trigger ?? DefaultTrigger(input), key)
        {
            Span = sink.Span,
            Order = order?.Keys ?? [],
            Offset = order?.Offset ?? 0,
            Limit = order?.Limit,
        });
    }

    // What is shown is for eyes, which a second suits better than every watermark.
    private OutputTrigger DefaultTrigger(PhysicalNode plan) =>
        !wish.ForDisplay && HasWatermark(plan) ? OutputTrigger.Watermark : EachSecond;

    private static bool HasWatermark(PhysicalNode node) => node is PhysicalWatermark || node.Inputs.Any(HasWatermark);

    private static PhysicalNode TogetherBy(PhysicalNode input, EquatableArray<int> key)
    {
        Distribution actual = input.Traits.Distribution;
        bool together = actual.Kind == DistributionKind.Hash && actual.Keys.All(column => key.Contains(column));
        return together ? input : PhysicalPlanner.Distribute(
            input, key.Count == 0 ? Distribution.Single : Distribution.Hash(key));
    }

    private static bool SameSet(EquatableArray<int> left, EquatableArray<int> right) =>
        left.Count == right.Count && left.All(column => right.Contains(column));
}
