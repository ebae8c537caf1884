using System.Numerics;
using FlinkSql.Columnar;

namespace FlinkSql.Bench.Suite.ByHand;

/// <summary>
/// Cuts batches into runs of rows of one window, found by the least and the greatest time of a batch; only a batch that
/// holds several windows is looked at row by row.
/// </summary>
internal static class WindowRuns
{
    public delegate void OnRun(long start, int from, int to, RecordBatch batch);

    public static void Each(IReadOnlyList<RecordBatch> batches, long size, OnRun run)
    {
        foreach (RecordBatch batch in batches)
        {
            ReadOnlySpan<long> ts = batch.Values<long>(0);
            (long least, long greatest) = Range(ts);
            if (Start(least, size) == Start(greatest, size))
            {
                run(Start(least, size), 0, ts.Length, batch);
                continue;
            }

            for (int from = 0, to; from < ts.Length; from = to)
            {
                long start = Start(ts[from], size);
                to = from + 1;
                while (to < ts.Length && (ulong)(ts[to] - start) < (ulong)size)
                {
                    to++;
                }

                run(start, from, to, batch);
            }
        }
    }

    private static long Start(long time, long size) => time - (time % size);

    private static (long Least, long Greatest) Range(ReadOnlySpan<long> values)
    {
        var low = new Vector<long>(long.MaxValue);
        var high = new Vector<long>(long.MinValue);
        int at = 0;
        for (; at <= values.Length - Vector<long>.Count; at += Vector<long>.Count)
        {
            var four = new Vector<long>(values[at..]);
            low = Vector.Min(low, four);
            high = Vector.Max(high, four);
        }

        (long least, long greatest) = (long.MaxValue, long.MinValue);
        for (int lane = 0; lane < Vector<long>.Count; lane++)
        {
            least = Math.Min(least, low[lane]);
            greatest = Math.Max(greatest, high[lane]);
        }

        for (; at < values.Length; at++)
        {
            least = Math.Min(least, values[at]);
            greatest = Math.Max(greatest, values[at]);
        }

        return (least, greatest);
    }
}
