using System.Numerics;
using FlinkSql.Columnar;

namespace FlinkSql.Bench.Suite.ByHand;

/// <summary>
/// Cuts batches into runs of rows of one window, found by the least and the greatest time of a batch; only a batch that
/// holds several windows is looked at row by row. Rows may come out of order by as much as the watermark allows: it moves
/// after every batch and then closes windows, and rows of windows it has closed are counted and left out.
/// </summary>
internal static class WindowRuns
{
    private const long Delay = 1_000;

    public delegate void OnRun(long start, int from, int to, RecordBatch batch);

    /// <summary>Rows that were left out, so far.</summary>
    public static long Late { get; private set; }

    /// <summary>Cuts into stretches of a size.</summary>
    /// <param name="batches">The batches, the time first.</param>
    /// <param name="size">The size.</param>
    /// <param name="lastEnd">The end of the last window that holds a stretch, by the start of that; null for the stretch itself.</param>
    /// <param name="run">Takes rows of one stretch.</param>
    /// <param name="close">Closes windows at a watermark.</param>
    public static void Each(
        IReadOnlyList<RecordBatch> batches, long size, Func<long, long>? lastEnd, OnRun run, Action<long> close)
    {
        long watermark = long.MinValue;
        foreach (RecordBatch batch in batches)
        {
            ReadOnlySpan<long> ts = batch.Values<long>(0);
            (long least, long greatest) = Range(ts);
            for (int from = 0, to; from < ts.Length; from = to)
            {
                long start = Start(ts[from], size);
                to = ts.Length;
                if (Start(least, size) != Start(greatest, size))
                {
                    to = from + 1;
                    while (to < ts.Length && (ulong)(ts[to] - start) < (ulong)size)
                    {
                        to++;
                    }
                }

                if ((lastEnd?.Invoke(start) ?? start + size) - 1 <= watermark)
                {
                    Late += to - from;
                }
                else
                {
                    run(start, from, to, batch);
                }
            }

            if (greatest - Delay > watermark)
            {
                watermark = greatest - Delay;
                close(watermark);
            }
        }

        close(long.MaxValue);
    }

    /// <summary>The same for rows that come in order, of which none is late.</summary>
    public static void Each(IReadOnlyList<RecordBatch> batches, long size, OnRun run) => Each(batches, size, null, run, _ => { });

    /// <summary>The greatest of some times.</summary>
    public static long Greatest(ReadOnlySpan<long> values) => Range(values).Greatest;

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
