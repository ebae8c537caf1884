using FlinkSql.Columnar;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Optimizer.Rules;

/// <summary>
/// Columns that nobody reads go, from the sink down to the columns that the scan reads. The time column that a
/// watermark is made from stays.
/// </summary>
internal sealed class PruneColumns : Rule
{
    public override LogicalNode? Apply(LogicalNode node)
    {
        if (node is not LogicalSink sink)
        {
            return null;
        }

        LogicalNode input = Exactly(Prune(sink.Input, All(sink.Input)), sink.Input.Schema, All(sink.Input));
        return input.Equals(sink.Input) ? null : sink with { Input = input };
    }

    /// <summary>A node that has at least the columns asked for, and where they are now.</summary>
    private sealed record Pruned(LogicalNode Node, IReadOnlyDictionary<int, int> Columns)
    {
        public int this[int column] => Columns[column];

        public Expr Remap(Expr expr) => ExprColumns.Remap(expr, column => Columns[column]);

        public EquatableArray<int> Remap(IEnumerable<int> columns) =>
            columns.Select(column => Columns[column]).ToEquatable();

        public EquatableArray<SortKey> Remap(IEnumerable<SortKey> keys) =>
            keys.Select(key => key with { Column = Columns[key.Column] }).ToEquatable();

        public EquatableArray<AggregateCall> Remap(IEnumerable<AggregateCall> calls) => calls.Select(call => call with
        {
            Arguments = Remap(call.Arguments),
            Filter = call.Filter is int filter ? Columns[filter] : null,
        }).ToEquatable();
    }

    private static Pruned Prune(LogicalNode node, SortedSet<int> wanted) => node switch
    {
        LogicalScan scan => PruneScan(scan, wanted),
        LogicalValues values => PruneValues(values, wanted),
        LogicalFilter filter => PruneFilter(filter, wanted, narrow: true),
        LogicalProject project => PruneProject(project, wanted),
        LogicalWatermark watermark => PruneWatermark(watermark, wanted),
        LogicalUnion union => PruneUnion(union, wanted),
        LogicalWindow window => PruneWindow(window, wanted),
        LogicalAggregate aggregate => PruneAggregate(aggregate, wanted),
        LogicalWindowAggregate aggregate => PruneWindowAggregate(aggregate, wanted),
        LogicalSort sort => PruneSort(sort, wanted),
        LogicalRank rank => PruneRank(rank, wanted),
        LogicalJoin join => PruneJoin(join, wanted),
        _ => Whole(node),
    };

    private static Pruned PruneScan(LogicalScan scan, SortedSet<int> wanted)
    {
        SortedSet<int> kept = AtLeastOne(wanted, scan.Schema);
        return new Pruned(scan with { Columns = kept.Select(column => scan.Columns[column]).ToEquatable() }, Places(kept));
    }

    private static Pruned PruneValues(LogicalValues values, SortedSet<int> wanted)
    {
        SortedSet<int> kept = AtLeastOne(wanted, values.Schema);
        return new Pruned(
            values with
            {
                Rows = values.Rows.Select(row => kept.Select(column => row[column]).ToEquatable()).ToEquatable(),
                Columns = new PlanSchema(kept.Select(column => values.Columns[column]).ToEquatable()),
            },
            Places(kept));
    }

    private static Pruned PruneFilter(LogicalFilter filter, SortedSet<int> wanted, bool narrow)
    {
        Pruned input = Prune(filter.Input, With(wanted, ExprColumns.Read(filter.Predicate)));
        var filtered = new Pruned(
            filter with { Input = input.Node, Predicate = input.Remap(filter.Predicate) }, input.Columns);

        // Columns that only the predicate reads do not travel on.
        return narrow && wanted.Count != 0 && filtered.Node.Schema.Count > wanted.Count
            ? new Pruned(Exactly(filtered, filter.Schema, wanted), Places(wanted))
            : filtered;
    }

    private static Pruned PruneProject(LogicalProject project, SortedSet<int> wanted)
    {
        SortedSet<int> kept = AtLeastOne(wanted, project.Schema);
        var read = new SortedSet<int>();
        foreach (int column in kept)
        {
            ExprColumns.Read(project.Columns[column].Value, read);
        }

        Pruned input = project.Input is LogicalFilter filter && !OnlyPicks(project, kept)
            ? PruneFilter(filter, read, narrow: false)
            : Prune(project.Input, read);
        if (OnlyPicks(project, kept))
        {
            return new Pruned(input.Node, kept.ToDictionary(
                column => column, column => input[((ColumnExpr)project.Columns[column].Value).Column]));
        }

        return new Pruned(
            project with
            {
                Input = input.Node,
                Columns = kept.Select(column => project.Columns[column] with
                {
                    Value = input.Remap(project.Columns[column].Value),
                }).ToEquatable(),
            },
            Places(kept));
    }

    /// <summary>Whether the columns are some of the input's, under their names: whoever reads them can read those.</summary>
    private static bool OnlyPicks(LogicalProject project, SortedSet<int> kept)
    {
        PlanSchema input = project.Input.Schema;
        return kept.All(column => project.Columns[column] is { Value: ColumnExpr value } picked
            && picked.ToPlanColumn() == input[value.Column]);
    }

    private static Pruned PruneWatermark(LogicalWatermark watermark, SortedSet<int> wanted)
    {
        Pruned input = Prune(
            watermark.Input, With(wanted, [watermark.TimeColumn, .. ExprColumns.Read(watermark.Watermark)]));
        return new Pruned(
            watermark with
            {
                Input = input.Node,
                TimeColumn = input[watermark.TimeColumn],
                Watermark = input.Remap(watermark.Watermark),
            },
            input.Columns);
    }

    private static Pruned PruneUnion(LogicalUnion union, SortedSet<int> wanted)
    {
        SortedSet<int> kept = AtLeastOne(wanted, union.Schema);
        return new Pruned(
            new LogicalUnion(union.Branches
                .Select(branch => Exactly(Prune(branch, kept), branch.Schema, kept)).ToEquatable())
            { Span = union.Span },
            Places(kept));
    }

    private static Pruned PruneWindow(LogicalWindow window, SortedSet<int> wanted)
    {
        int width = window.Input.Schema.Count;
        Pruned input = Prune(window.Input, With(
            wanted.Where(column => column < width), [window.TimeColumn, .. window.PartitionColumns]));
        var columns = new Dictionary<int, int>(input.Columns);
        for (int column = 0; column < 3; column++)
        {
            columns[width + column] = input.Node.Schema.Count + column;
        }

        return new Pruned(
            window with
            {
                Input = input.Node,
                TimeColumn = input[window.TimeColumn],
                PartitionColumns = input.Remap(window.PartitionColumns),
            },
            columns);
    }

    private static Pruned PruneAggregate(LogicalAggregate aggregate, SortedSet<int> wanted)
    {
        int keys = aggregate.Keys.Count;
        int[] kept = [.. Enumerable.Range(0, aggregate.Aggregates.Count).Where(call => wanted.Contains(keys + call))];

        // One group of all rows needs something to say that it is there.
        kept = keys == 0 && kept.Length == 0 ? [0] : kept;
        AggregateCall[] calls = [.. kept.Select(call => aggregate.Aggregates[call])];
        Pruned input = Prune(aggregate.Input, With(aggregate.Keys, calls.SelectMany(Read)));
        return new Pruned(
            aggregate with { Input = input.Node, Keys = input.Remap(aggregate.Keys), Aggregates = input.Remap(calls) },
            Places(Enumerable.Range(0, keys).Concat(kept.Select(call => keys + call))
                .Concat(aggregate.GroupingIdName is null ? [] : [keys + aggregate.Aggregates.Count])));
    }

    private static Pruned PruneWindowAggregate(LogicalWindowAggregate aggregate, SortedSet<int> wanted)
    {
        int keys = aggregate.Keys.Count;
        int outputs = keys + aggregate.Aggregates.Count;
        int[] kept = [.. Enumerable.Range(0, aggregate.Aggregates.Count).Where(call => wanted.Contains(keys + call))];
        int[] shown = [.. Enumerable.Range(0, aggregate.Outputs.Count).Where(output => wanted.Contains(outputs + output))];
        shown = keys + kept.Length + shown.Length == 0 ? [0] : shown;

        GroupWindow window = aggregate.Window;
        int[] time = window.TimeColumn >= 0 ? [window.TimeColumn] : [window.StartColumn, window.EndColumn];
        AggregateCall[] calls = [.. kept.Select(call => aggregate.Aggregates[call])];
        Pruned input = Prune(aggregate.Input, With(aggregate.Keys, [.. calls.SelectMany(Read), .. time]));
        int Moved(int column) => column < 0 ? column : input[column];
        return new Pruned(
            aggregate with
            {
                Input = input.Node,
                Window = window with
                {
                    TimeColumn = Moved(window.TimeColumn),
                    StartColumn = Moved(window.StartColumn),
                    EndColumn = Moved(window.EndColumn),
                },
                Keys = input.Remap(aggregate.Keys),
                Aggregates = input.Remap(calls),
                Outputs = shown.Select(output => aggregate.Outputs[output]).ToEquatable(),
            },
            Places(Enumerable.Range(0, keys)
                .Concat(kept.Select(call => keys + call)).Concat(shown.Select(output => outputs + output))
                .Concat(aggregate.GroupingIdName is null ? [] : [outputs + aggregate.Outputs.Count])));
    }

    private static Pruned PruneSort(LogicalSort sort, SortedSet<int> wanted)
    {
        Pruned input = Prune(sort.Input, With(wanted, sort.Keys.Select(key => key.Column)));
        return new Pruned(sort with { Input = input.Node, Keys = input.Remap(sort.Keys) }, input.Columns);
    }

    private static Pruned PruneRank(LogicalRank rank, SortedSet<int> wanted)
    {
        int width = rank.Input.Schema.Count;
        Pruned input = Prune(rank.Input, With(
            wanted.Where(column => column < width), [.. rank.PartitionColumns, .. rank.Order.Select(key => key.Column)]));
        var ranked = new Pruned(
            rank with
            {
                Input = input.Node,
                PartitionColumns = input.Remap(rank.PartitionColumns),
                Order = input.Remap(rank.Order),
            },
            new Dictionary<int, int>(input.Columns) { [width] = input.Node.Schema.Count });

        // A rank that nobody reads need not be kept right for each row.
        return wanted.Count == 0 || wanted.Contains(width)
            ? ranked
            : new Pruned(Exactly(ranked, rank.Schema, wanted), Places(wanted));
    }

    private static Pruned PruneJoin(LogicalJoin join, SortedSet<int> wanted)
    {
        int width = join.Left.Schema.Count;
        SortedSet<int> read = With(wanted, ExprColumns.Read(join.Condition));
        Pruned left = Prune(join.Left, With(read.Where(column => column < width), []));
        Pruned right = Prune(join.Right, With(read.Where(column => column >= width).Select(column => column - width), []));
        var columns = new Dictionary<int, int>(left.Columns);
        foreach ((int column, int place) in right.Columns)
        {
            columns[width + column] = left.Node.Schema.Count + place;
        }

        var joined = new Pruned(join, columns);
        return joined with
        {
            Node = join with { Left = left.Node, Right = right.Node, Condition = joined.Remap(join.Condition) },
        };
    }

    /// <summary>Inputs keep all their columns here, but what is below them is pruned.</summary>
    private static Pruned Whole(LogicalNode node)
    {
        EquatableArray<LogicalNode> inputs = node.Inputs
            .Select(input => Exactly(Prune(input, All(input)), input.Schema, All(input))).ToEquatable();
        return new Pruned(inputs.Count == 0 ? node : node.WithInputs(inputs), Places(All(node)));
    }

    /// <summary>Exactly the columns asked for, in their order.</summary>
    private static LogicalNode Exactly(Pruned pruned, PlanSchema before, SortedSet<int> wanted)
    {
        bool exact = pruned.Node.Schema.Count == wanted.Count
            && wanted.Select((column, place) => pruned[column] == place).All(same => same);
        return exact
            ? pruned.Node
            : new LogicalProject(pruned.Node, wanted.Select(column => new ProjectedColumn(
                new ColumnExpr(pruned[column], before[column].Name, before[column].Type),
                before[column].Name,
                before[column].Time)).ToEquatable())
            { Span = pruned.Node.Span };
    }

    // Rows without columns would have no length in some formats, so one column is read: one that is cheap to skip over.
    private static SortedSet<int> AtLeastOne(SortedSet<int> wanted, PlanSchema schema) => wanted.Count != 0 || schema.Count == 0
        ? wanted
        : [Enumerable.Range(0, schema.Count).MinBy(column => schema[column].Type.Physical is PhysicalType.Bytes ? 1 : 0)];

    private static SortedSet<int> All(LogicalNode node) => [.. Enumerable.Range(0, node.Schema.Count)];

    private static SortedSet<int> With(IEnumerable<int> columns, IEnumerable<int> more) => [.. columns, .. more];

    private static Dictionary<int, int> Places(IEnumerable<int> columns) =>
        columns.Select((column, place) => (column, place)).ToDictionary(pair => pair.column, pair => pair.place);

    private static IEnumerable<int> Read(AggregateCall call) =>
        call.Filter is int filter ? call.Arguments.Append(filter) : call.Arguments;
}
