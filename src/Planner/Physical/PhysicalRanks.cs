using FlinkSql.Columnar;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Physical;

/// <summary>Top-N: the rows of rank First to Last of each partition, kept up to date.</summary>
public sealed record PhysicalTopN(
    PhysicalNode Input,
    EquatableArray<int> PartitionColumns,
    EquatableArray<SortKey> Order,
    long First,
    long Last,
    bool OutputsRank,
    PlanSchema Columns) : PhysicalUnaryNode(Input)
{
    /// <summary>Whether -U rows are emitted.</summary>
    public bool EmitsUpdateBefore { get; init; } = true;

    public override PlanSchema Schema => Columns;
}

/// <summary>
/// Keeps one row of each key by time. The first by event time is emitted once the watermark has reached it, the first
/// by processing time at once; the last is kept up to date.
/// </summary>
/// <param name="Input">Rows of +I.</param>
/// <param name="Keys">What rows are grouped by.</param>
/// <param name="TimeColumn">The time attribute.</param>
/// <param name="KeepLast">Whether the last row is kept, not the first.</param>
public sealed record PhysicalDeduplicate(
    PhysicalNode Input, EquatableArray<int> Keys, int TimeColumn, bool KeepLast) : PhysicalUnaryNode(Input)
{
    /// <summary>Whether -U rows are emitted.</summary>
    public bool EmitsUpdateBefore { get; init; } = true;

    public override PlanSchema Schema => Input.Schema;
}

/// <summary>
/// Top-N of each window and key: the rows of rank First to Last, emitted once when the window closes.
/// </summary>
/// <param name="Input">Rows that carry their window.</param>
/// <param name="Window">Which windows, and the columns that hold their bounds.</param>
/// <param name="Keys">What rows are grouped by beside the window.</param>
/// <param name="Order">What ranks the rows.</param>
/// <param name="First">The first rank wanted, from 1.</param>
/// <param name="Last">The last rank wanted.</param>
/// <param name="OutputsRank">Whether the rank is the last column of the result.</param>
/// <param name="Columns">The columns of the result.</param>
public sealed record PhysicalWindowRank(
    PhysicalNode Input,
    GroupWindow Window,
    EquatableArray<int> Keys,
    EquatableArray<SortKey> Order,
    long First,
    long Last,
    bool OutputsRank,
    PlanSchema Columns) : PhysicalUnaryNode(Input)
{
    /// <summary>
    /// Whether it keeps one row by event time: the first, or the last, of which the newest wins among equals.
    /// </summary>
    public bool Deduplicates { get; init; }

    public override PlanSchema Schema => Columns;
}
