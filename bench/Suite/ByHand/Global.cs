using System.Runtime.CompilerServices;
using FlinkSql.Columnar;

namespace FlinkSql.Bench.Suite.ByHand;

/// <summary>TUMBLE without a key (columns: time, price).</summary>
internal static class Global
{
    public static Func<IReadOnlyList<RecordBatch>, long> Of(long size) => batches =>
    {
        long rows = 0;
        var windows = new OpenWindows<Totals[]>(size, () => new Totals[1], (_, totals) =>
        {
            rows++;
            totals[0] = default;
        });
        WindowRuns.Each(
            batches,
            size,
            null,
            (start, from, to, batch) => Add(ref windows.At(start)[0], batch.Values<long>(1)[from..to]),
            windows.Close);
        return rows;
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(ref Totals totals, ReadOnlySpan<long> price)
    {
        long sum = 0, max = long.MinValue;
        for (int row = 0; row < price.Length; row++)
        {
            sum += price[row];
            max = Math.Max(max, price[row]);
        }

        totals.Add(new Totals { Count = price.Length, Sum = sum, Max = max });
    }
}
