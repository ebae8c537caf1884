using FlinkSql.Columnar;

namespace FlinkSql.Bench.Suite;

/// <summary>One query of a suite.</summary>
/// <param name="Name">What the table of results calls it.</param>
/// <param name="Columns">The columns it reads, in the order in which the loop by hand finds them.</param>
/// <param name="Sql">The query over the table <c>bids</c>.</param>
/// <param name="ByHand">The same in C# as an expert would write it; answers how many rows come out.</param>
internal sealed record SuiteQuery(
    string Name, string[] Columns, string Sql, Func<IReadOnlyList<RecordBatch>, long> ByHand)
{
    /// <summary>Whether as many rows come out of every run; those of windows on the clock depend on how long it takes.</summary>
    public bool IsRepeatable { get; init; } = true;
}
