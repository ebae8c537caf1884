namespace FlinkSql.Runtime.State;

/// <summary>Which rows of each key are wanted: those from one rank to another by an order.</summary>
/// <param name="Keys">The columns that rows are grouped by.</param>
/// <param name="Order">What ranks them; of equal ones, the first that came ranks first.</param>
/// <param name="First">The first rank wanted, from 1.</param>
/// <param name="Last">The last rank wanted.</param>
public sealed record RankSpec(
    IReadOnlyList<int> Keys, IReadOnlyList<RowSortKey> Order, long First, long Last)
{
    /// <summary>Whether the rank is the last column of the result.</summary>
    public bool OutputsRank { get; init; }

    /// <summary>Whether the input takes rows back, so that every row has to be kept.</summary>
    public bool InputRetracts { get; init; }

    /// <summary>Whether of equal rows the one that came last ranks first.</summary>
    public bool NewestFirst { get; init; }

    /// <summary>How many rows of a key are kept.</summary>
    internal int Kept => InputRetracts ? int.MaxValue : (int)Math.Min(Last, int.MaxValue);
}
