using System.Runtime.CompilerServices;
using FlinkSql.Columnar;

namespace FlinkSql.Bench.Suite.ByHand;

/// <summary>TUMBLE without a key (columns: time, price).</summary>
internal static class Global
{
    public static Func<IReadOnlyList<RecordBatch>, long> Of(long size) => batches =>
    {
        Totals totals = default;
        long window = long.MinValue, rows = 0;
        WindowRuns.Each(batches, size, (start, from, to, batch) =>
        {
            if (start != window)
            {
                rows += window == long.MinValue ? 0 : 1;
                window = start;
                totals = default;
            }

            Add(ref totals, batch.Values<long>(1)[from..to]);
        });
        return rows + 1;
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
