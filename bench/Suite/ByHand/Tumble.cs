using System.Runtime.CompilerServices;
using FlinkSql.Columnar;

namespace FlinkSql.Bench.Suite.ByHand;

/// <summary>TUMBLE by one BIGINT key (columns: time, key, price).</summary>
internal sealed class Tumble
{
    private readonly HandOutput _output = new(5);
    private readonly OpenWindows<HandTable<Totals>> _windows;

    private Tumble(long size) => _windows = new(size, () => new HandTable<Totals>(), Fire);

    public static Func<IReadOnlyList<RecordBatch>, long> Of(long size) => batches =>
    {
        var loop = new Tumble(size);
        WindowRuns.Each(batches, size, null, loop.OnRun, loop._windows.Close);
        return loop._output.Rows;
    };

    private void OnRun(long start, int from, int to, RecordBatch batch) =>
        Add(_windows.At(start), batch.Values<long>(1)[from..to], batch.Values<long>(2)[from..to]);

    // Optimized from its first call on, as generated code is.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(HandTable<Totals> table, ReadOnlySpan<long> key, ReadOnlySpan<long> price)
    {
        for (int row = 0; row < key.Length; row++)
        {
            table.GetOrAdd(key[row]).Add(price[row]);
        }
    }

    private void Fire(long start, HandTable<Totals> table)
    {
        foreach (ref HandTable<Totals>.Slot slot in table.Slots)
        {
            if (slot.Used)
            {
                _output.Write(start, slot.Key, in slot.State);
            }
        }

        table.Clear();
    }
}
