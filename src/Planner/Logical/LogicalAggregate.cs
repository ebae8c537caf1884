using FlinkSql.Columnar;
using FlinkSql.Functions;
using FlinkSql.Parser.Diagnostics;

namespace FlinkSql.Planner.Logical;

/// <summary>One aggregate of a grouping; arguments and filter are columns of the input, put there by a project.</summary>
/// <param name="Function">The overload.</param>
/// <param name="Arguments">Input columns.</param>
/// <param name="Distinct">Whether equal arguments count once.</param>
/// <param name="Filter">A BOOLEAN input column: only rows where it is true count. Null: all rows.</param>
/// <param name="Name">The name of the result column.</param>
/// <param name="Type">The type of the result column.</param>
public sealed record AggregateCall(
    AggregateFunction Function, EquatableArray<int> Arguments, bool Distinct, int? Filter, string Name, DataType Type)
{
    /// <summary>Where it stood; no part of equality.</summary>
    public SourceSpan Span { get; init; }

    public bool Equals(AggregateCall? other) =>
        other is not null && Function == other.Function && Arguments == other.Arguments && Distinct == other.Distinct
        && Filter == other.Filter && Name == other.Name && Type == other.Type;

    public override int GetHashCode() => HashCode.Combine(Function, Arguments, Distinct, Filter, Name);
}

/// <summary>
/// Groups rows by key columns and aggregates each group. Result: the keys in order, then the aggregates. DISTINCT is
/// this without aggregates.
/// </summary>
/// <param name="Input">The rows.</param>
/// <param name="Keys">Input columns; empty for one group of all rows.</param>
/// <param name="Aggregates">What to compute.</param>
/// <param name="GroupingSets">
/// For GROUPING SETS, ROLLUP, CUBE: each set as positions in <paramref name="Keys"/>; a key that is not in the set is
/// NULL. Empty for a plain GROUP BY.
/// </param>
public sealed record LogicalAggregate(
    LogicalNode Input,
    EquatableArray<int> Keys,
    EquatableArray<AggregateCall> Aggregates,
    EquatableArray<EquatableArray<int>> GroupingSets) : LogicalUnaryNode(Input)
{
    /// <summary>
    /// With grouping sets: the name of a last column, BIGINT, that says which set a row is of by
    /// <see cref="GroupingId"/>; null when nobody asks.
    /// </summary>
    public string? GroupingIdName { get; init; }

    /// <summary>How long a group is kept that nobody writes, in ms, where the query says it.</summary>
    public long? StateTtl { get; init; }

    public override PlanSchema Schema
    {
        get
        {
            PlanSchema input = Input.Schema;
            IEnumerable<PlanColumn> id = GroupingIdName is null
                ? []
                : [new PlanColumn(GroupingIdName, DataTypes.BigInt.NotNull())];
            return new(Keys.Select((key, position) => input[key] with
            {
                Type = input[key].Type.WithNullable(
                    input[key].Type.Nullable || GroupingSets.Any(set => !set.Contains(position))),
            })
                .Concat(Aggregates.Select(call => new PlanColumn(call.Name, call.Type)))
                .Concat(id)
                .ToEquatable());
        }
    }

    /// <summary>The number of a grouping set: a bit per key, the first the highest, set where the key is left out.</summary>
    public static long GroupingId(int keys, IEnumerable<int> set)
    {
        int[] kept = [.. set];
        long id = 0;
        for (int key = 0; key < keys; key++)
        {
            id = (id << 1) | (kept.Contains(key) ? 0L : 1L);
        }

        return id;
    }
}

/// <summary>
/// Rows grouped by window and key: what the optimizer makes of an aggregate whose keys hold window_start and
/// window_end. Result: keys, aggregates, then the window columns asked for. Append-only: a window is emitted when it
/// closes.
/// </summary>
/// <param name="Input">The rows below the window function, or rows that carry window columns (cascade).</param>
/// <param name="Window">Which windows, and over which column.</param>
/// <param name="Keys">Input columns without the window columns.</param>
/// <param name="Aggregates">What to compute.</param>
/// <param name="Outputs">Which window columns follow the aggregates, in order, with their names.</param>
/// <param name="GroupingSets">As in <see cref="LogicalAggregate"/>.</param>
public sealed record LogicalWindowAggregate(
    LogicalNode Input,
    GroupWindow Window,
    EquatableArray<int> Keys,
    EquatableArray<AggregateCall> Aggregates,
    EquatableArray<WindowOutput> Outputs,
    EquatableArray<EquatableArray<int>> GroupingSets) : LogicalUnaryNode(Input)
{
    /// <summary>As in <see cref="LogicalAggregate"/>: a last column, over the keys without the window.</summary>
    public string? GroupingIdName { get; init; }

    public override PlanSchema Schema => new(
        Keys.Select((key, position) => Input.Schema[key] with
        {
            Time = TimeAttribute.None,
            Type = Input.Schema[key].Type.WithNullable(
                Input.Schema[key].Type.Nullable || GroupingSets.Any(set => !set.Contains(position))),
        })
            .Concat(Aggregates.Select(call => new PlanColumn(call.Name, call.Type)))
            .Concat(Outputs.Select(output => output.ToPlanColumn(Window)))
            .Concat(GroupingIdName is null ? [] : [new PlanColumn(GroupingIdName, DataTypes.BigInt.NotNull())])
            .ToEquatable());
}

/// <summary>Where the window of a row comes from.</summary>
/// <param name="Spec">Which windows.</param>
/// <param name="TimeColumn">The time attribute of the input; -1 when rows carry their window.</param>
/// <param name="Time">Event or processing time.</param>
/// <param name="LocalTimeZone">Whether the time column is TIMESTAMP_LTZ, so that windows follow the session zone.</param>
public sealed record GroupWindow(WindowSpec Spec, int TimeColumn, TimeAttribute Time, bool LocalTimeZone)
{
    /// <summary>The input columns that hold window_start and window_end when rows carry their window; else -1.</summary>
    public int StartColumn { get; init; } = -1;

    public int EndColumn { get; init; } = -1;

    /// <summary>Whether the aggregate itself finds the sessions of its rows.</summary>
    public bool IsSession => StartColumn < 0 && Spec is SessionWindow;
}

/// <summary>See <see cref="LogicalWindowAggregate"/>.</summary>
public sealed record WindowOutput(WindowProperty Property, string Name)
{
    public PlanColumn ToPlanColumn(GroupWindow window) => Property switch
    {
        WindowProperty.Time => new PlanColumn(
            Name, new TimestampType(3, window.LocalTimeZone, Nullable: false), window.Time),
        _ => new PlanColumn(Name, new TimestampType(3, Nullable: false)),
    };
}

/// <summary>The columns a window adds.</summary>
public enum WindowProperty
{
    Start,
    End,
    Time,
}
