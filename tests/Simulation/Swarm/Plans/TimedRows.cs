using FlinkSql.Columnar;
using FlinkSql.Runtime.Scheduling;

namespace FlinkSql.Tests.Simulation.Swarm.Plans;

/// <summary>Rows of a key, a number and a time that mostly goes on.</summary>
internal static class TimedRows
{
    public static readonly Schema Schema = new(
    [
        new Field("k", DataTypes.String), new Field("v", DataTypes.BigInt), new Field("ts", DataTypes.Timestamp3),
    ]);

    /// <param name="dataSet">Which rows.</param>
    /// <param name="stream">The name of the random numbers.</param>
    /// <param name="rows">How many, dealt out to splits.</param>
    /// <param name="mostDelay">How far a row may be behind the newest of its split, in ms.</param>
    /// <param name="keys">How many keys.</param>
    /// <param name="mostSplits">How many splits at most.</param>
    public static SourceData Make(int dataSet, string stream, int rows, int mostDelay, int keys = 7, int mostSplits = 4)
    {
        var random = new SeededRandom(dataSet, stream);
        int splits = random.Next(1, mostSplits + 1);
        return new SourceData(
            Schema, [.. Enumerable.Range(0, splits).Select(_ => Split(random, rows / splits, mostDelay, keys))]);
    }

    private static IReadOnlyList<object?[]> Split(SeededRandom random, int count, int mostDelay, int keys)
    {
        var rows = new List<object?[]>();
        long time = 0;
        for (int row = 0; row < count; row++)
        {
            time += random.Next(1500);
            object? key = random.OneIn(20) ? null : $"k{random.Next(keys)}";
            rows.Add([key, (long)random.Next(1000), Timestamp(time - random.Next(mostDelay))]);
        }

        return rows;
    }

    private static object Timestamp(long milliseconds) => milliseconds;
}
