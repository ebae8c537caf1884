using FlinkSql.Columnar;
using FlinkSql.Planner.Catalog;
using FlinkSql.Planner.Expressions;
using OutputMode = FlinkSql.Parser.Ast.OutputMode;

namespace FlinkSql.Planner.Physical;

/// <summary>Derives the traits of a node from the node and the traits of its inputs.</summary>
internal static class TraitDerivation
{
    /// <summary>The node with its traits.</summary>
    public static T Derive<T>(T node)
        where T : PhysicalNode => node with
        {
            Traits = new StreamTraits
            {
                Mode = Mode(node),
                Distribution = DistributionOf(node),
                UpsertKeys = UpsertKeys(node),
                State = StateBounds.Of(node),
                Bounded = Bounded(node),
            },
        };

    /// <summary>Each derivation on its own, to see that it knows the node.</summary>
    internal static IEnumerable<Action> Each(PhysicalNode node) =>
        [() => Mode(node), () => DistributionOf(node), () => UpsertKeys(node)];

    private static bool Bounded(PhysicalNode node) => node switch
    {
        PhysicalSource source => source.Table.Traits.Bounded,
        _ => node.Inputs.All(input => input.Traits.Bounded),
    };

    private static ChangelogMode Mode(PhysicalNode node) => node switch
    {
        PhysicalSource source => source.Table.Traits.SourceMode,
        PhysicalGroupAggregate aggregate => Mode(aggregate),
        PhysicalWindowAggregate { Emission.Updates: true } aggregate => Mode(aggregate),
        PhysicalTopN topN => topN.EmitsUpdateBefore ? ChangelogMode.All : ChangelogMode.Upsert,
        PhysicalDeduplicate deduplicate => Mode(deduplicate),
        PhysicalChangelogNormalize => ChangelogMode.All,
        PhysicalOutput output => Mode(output),
        PhysicalDropUpdateBefore drop => drop.Input.Traits.Mode & ~ChangelogMode.UpdateBefore,
        PhysicalValues or PhysicalWindowAggregate or PhysicalWindowRank or PhysicalSort =>
            ChangelogMode.InsertOnly,
        PhysicalCalc or PhysicalExchange or PhysicalWatermark or PhysicalWindow or PhysicalExpand or PhysicalUnion
            or PhysicalLimit or PhysicalSink =>
            node.Inputs.Aggregate((ChangelogMode)0, (mode, input) => mode | input.Traits.Mode),
        _ => throw Unknown(node),
    };

    // A node that fell into somebody else's line would be wrong without a word.
    private static InvalidOperationException Unknown(PhysicalNode node) =>
        new($"physical planner: {node.GetType().Name} has no traits");

    private static ChangelogMode Mode(PhysicalGroupAggregate aggregate)
    {
        ChangelogMode mode = ChangelogMode.Insert;
        if (aggregate.InputRetracts)
        {
            mode |= ChangelogMode.Delete;
        }

        // Without aggregates (DISTINCT) a group never changes, it only comes and goes.
        if (aggregate.Aggregates.Count != 0)
        {
            mode |= ChangelogMode.UpdateAfter;
            mode |= aggregate.EmitsUpdateBefore ? ChangelogMode.UpdateBefore : 0;
        }

        return mode;
    }

    private static ChangelogMode Mode(PhysicalDeduplicate deduplicate) =>
        !deduplicate.KeepLast ? ChangelogMode.InsertOnly
        : deduplicate.EmitsUpdateBefore ? ChangelogMode.All & ~ChangelogMode.Delete
        : ChangelogMode.Insert | ChangelogMode.UpdateAfter;

    private static ChangelogMode Mode(PhysicalWindowAggregate aggregate) => ChangelogMode.Upsert
        & ~(aggregate.InputRetracts ? 0 : ChangelogMode.Delete)
        | (aggregate.EmitsUpdateBefore ? ChangelogMode.UpdateBefore : 0);

    private static ChangelogMode Mode(PhysicalOutput output)
    {
        if (output.Key is null || output.Mode == OutputMode.Complete)
        {
            return ChangelogMode.InsertOnly;
        }

        // A row that is taken back may be gone at the trigger: then it was deleted, as with a delete.
        ChangelogMode input = output.Input.Traits.Mode;
        bool deletes = (input & (ChangelogMode.Delete | ChangelogMode.UpdateBefore)) != 0;
        return deletes ? ChangelogMode.Upsert : ChangelogMode.Insert | ChangelogMode.UpdateAfter;
    }

    private static Distribution DistributionOf(PhysicalNode node) => node switch
    {
        PhysicalExchange exchange => exchange.Distribution,
        PhysicalValues => Distribution.Single,
        PhysicalSource => Distribution.Any,
        PhysicalCalc calc => Remap(calc.Input.Traits.Distribution, column => Position(calc, column)),
        PhysicalGroupAggregate aggregate => Remap(
            aggregate.Input.Traits.Distribution, column => IndexOf(aggregate.Keys, column)),
        PhysicalWindowAggregate aggregate => Remap(
            aggregate.Input.Traits.Distribution, column => IndexOf(aggregate.Keys, column)),
        PhysicalExpand expand => Remap(
            expand.Input.Traits.Distribution, column => expand.Keys.Contains(column) ? -1 : column),
        PhysicalWatermark or PhysicalWindow or PhysicalUnion or PhysicalLimit or PhysicalDropUpdateBefore
            or PhysicalChangelogNormalize or PhysicalOutput or PhysicalTopN or PhysicalDeduplicate or PhysicalWindowRank
            or PhysicalSort or PhysicalSink => Common(node.Inputs),
        _ => throw Unknown(node),
    };

    private static Distribution Common(EquatableArray<PhysicalNode> inputs)
    {
        Distribution first = inputs[0].Traits.Distribution;
        bool same = inputs.All(input => input.Traits.Distribution == first);

        // Two inputs that are each in one subtask need not be in the same one.
        return same && (inputs.Count == 1 || first.Kind == DistributionKind.Hash) ? first : Distribution.Any;
    }

    private static Distribution Remap(Distribution distribution, Func<int, int> map)
    {
        if (distribution.Kind != DistributionKind.Hash)
        {
            return distribution;
        }

        EquatableArray<int> keys = distribution.Keys.Select(map).ToEquatable();
        return keys.Contains(-1) ? Distribution.Any : Distribution.Hash(keys);
    }

    private static EquatableArray<EquatableArray<int>> UpsertKeys(PhysicalNode node) => node switch
    {
        PhysicalSource source => OfSource(source),
        PhysicalCalc calc => Remap(calc.Input.Traits.UpsertKeys, column => Position(calc, column))
            .Concat(Remap(calc.Input.Traits.UpsertKeys, column => CastPosition(calc, column))).Distinct().ToEquatable(),
        PhysicalGroupAggregate aggregate => [Enumerable.Range(0, aggregate.Keys.Count).ToEquatable()],
        PhysicalWindowAggregate aggregate => OfWindows(aggregate),
        PhysicalTopN topN => OfTopN(topN),
        PhysicalDeduplicate deduplicate => [deduplicate.Keys],
        PhysicalWindowRank rank => OfWindowRank(rank),
        PhysicalOutput output => output is { Mode: OutputMode.Update, Key: { } key } ? [key] : [],
        PhysicalValues or PhysicalUnion or PhysicalWindow or PhysicalExpand => [],
        PhysicalExchange or PhysicalWatermark or PhysicalLimit or PhysicalDropUpdateBefore
            or PhysicalChangelogNormalize or PhysicalSort or PhysicalSink => node.Inputs[0].Traits.UpsertKeys,
        _ => throw Unknown(node),
    };

    private static EquatableArray<EquatableArray<int>> OfSource(PhysicalSource source)
    {
        EquatableArray<int> key = source.Table.PrimaryKey.Select(name =>
            Enumerable.Range(0, source.Columns.Count)
                .Where(column => source.Schema[column].Name == name)
                .DefaultIfEmpty(-1).First()).ToEquatable();
        return key.Count == 0 || key.Contains(-1) ? [] : [key];
    }

    private static EquatableArray<EquatableArray<int>> OfWindows(PhysicalWindowAggregate aggregate)
    {
        int keys = aggregate.Keys.Count;
        int first = keys + aggregate.Aggregates.Count;
        return Enumerable.Range(0, aggregate.Outputs.Count)
            .Where(output => aggregate.Outputs[output].Property != Logical.WindowProperty.Start
                || aggregate.Window.Spec is not Logical.CumulateWindow)
            .Select(output => Enumerable.Range(0, keys).Append(first + output).ToEquatable())
            .ToEquatable();
    }

    private static EquatableArray<EquatableArray<int>> OfTopN(PhysicalTopN topN)
    {
        IEnumerable<EquatableArray<int>> keys = topN.OutputsRank ? [] : topN.Input.Traits.UpsertKeys;
        if (topN.First == topN.Last)
        {
            keys = keys.Prepend(topN.PartitionColumns);
        }
        else if (topN.OutputsRank)
        {
            keys = keys.Prepend(topN.PartitionColumns.Append(topN.Columns.Count - 1).ToEquatable());
        }

        return keys.ToEquatable();
    }

    private static EquatableArray<EquatableArray<int>> OfWindowRank(PhysicalWindowRank rank)
    {
        IEnumerable<int> group = rank.Keys.Append(rank.Window.StartColumn).Append(rank.Window.EndColumn);
        IEnumerable<EquatableArray<int>> keys = rank.Input.Traits.UpsertKeys;
        return (rank.First == rank.Last ? keys.Prepend(group.ToEquatable())
            : rank.OutputsRank ? keys.Prepend(group.Append(rank.Columns.Count - 1).ToEquatable())
            : keys).ToEquatable();
    }

    private static EquatableArray<EquatableArray<int>> Remap(
        EquatableArray<EquatableArray<int>> keys, Func<int, int> map) =>
        keys.Select(key => key.Select(map).ToEquatable()).Where(key => !key.Contains(-1)).ToEquatable();

    private static int Position(PhysicalCalc calc, int column)
    {
        for (int position = 0; position < calc.Columns.Count; position++)
        {
            if (calc.Columns[position].Value is ColumnExpr reference && reference.Column == column)
            {
                return position;
            }
        }

        return -1;
    }

    /// <summary>The first cast of an input column that loses nothing, so that it is as good in a key; else itself.</summary>
    private static int CastPosition(PhysicalCalc calc, int column)
    {
        for (int position = 0; position < calc.Columns.Count; position++)
        {
            Expr value = calc.Columns[position].Value;
            if (value is CastExpr { Operand: ColumnExpr cast, Type: IntegerType or StringType } whole
                && cast.Column == column && cast.Type is IntegerType from && LosesNothing(from, whole.Type))
            {
                return position;
            }
        }

        return Position(calc, column);
    }

    private static bool LosesNothing(IntegerType from, DataType to) => to switch
    {
        IntegerType wider => wider.Width >= from.Width,
        StringType text => text.Length == StringType.MaxLength,
        _ => false,
    };

    private static int IndexOf(EquatableArray<int> keys, int column) => keys.AsSpan().IndexOf(column);
}
