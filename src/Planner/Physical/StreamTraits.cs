using FlinkSql.Columnar;
using FlinkSql.Planner.Catalog;

namespace FlinkSql.Planner.Physical;

/// <summary>What holds of the stream that leaves a physical node; the physical planner derives it.</summary>
public sealed record StreamTraits
{
    /// <summary>Which kinds of rows leave the node.</summary>
    public ChangelogMode Mode { get; init; } = ChangelogMode.InsertOnly;

    /// <summary>How the rows are spread over the subtasks.</summary>
    public Distribution Distribution { get; init; } = Distribution.Any;

    /// <summary>Sets of columns each of which names a row at any time; empty when there is none.</summary>
    public EquatableArray<EquatableArray<int>> UpsertKeys { get; init; }

    /// <summary>What the node keeps, and until when.</summary>
    public StateBound State { get; init; } = StateBound.None;

    /// <summary>Whether the input ends.</summary>
    public bool Bounded { get; init; }
}

/// <summary>How rows are spread over subtasks.</summary>
public sealed record Distribution(DistributionKind Kind, EquatableArray<int> Keys)
{
    /// <summary>It does not matter, or is not known.</summary>
    public static readonly Distribution Any = new(DistributionKind.Any, []);

    /// <summary>All rows in one subtask.</summary>
    public static readonly Distribution Single = new(DistributionKind.Single, []);

    /// <summary>Every row in every subtask.</summary>
    public static readonly Distribution Broadcast = new(DistributionKind.Broadcast, []);

    /// <summary>Rows with equal keys in one subtask.</summary>
    public static Distribution Hash(EquatableArray<int> keys) => new(DistributionKind.Hash, keys);

    public override string ToString() =>
        Kind == DistributionKind.Hash ? $"hash[{string.Join(", ", Keys)}]" : Kind.ToString().ToLowerInvariant();
}

/// <summary>See <see cref="Distribution"/>.</summary>
public enum DistributionKind
{
    Any,
    Single,
    Hash,
    Broadcast,
}

/// <summary>What an operator keeps and what frees it: the proof EXPLAIN STATE prints.</summary>
/// <param name="Kind">The verdict.</param>
/// <param name="Kept">What is kept, in words: "one accumulator per (origin, open window)".</param>
/// <param name="FreedBy">What frees it, in words; empty when nothing does.</param>
public sealed record StateBound(StateBoundKind Kind, string Kept, string FreedBy)
{
    public static readonly StateBound None = new(StateBoundKind.Stateless, "", "");
}

/// <summary>See <see cref="StateBound"/>.</summary>
public enum StateBoundKind
{
    /// <summary>Keeps nothing.</summary>
    Stateless,

    /// <summary>Freed by a watermark, a TTL, or bounded by a constant.</summary>
    Bounded,

    /// <summary>Grows with the number of distinct keys.</summary>
    GrowsWithKeys,

    /// <summary>Grows with the rows.</summary>
    Unbounded,
}
