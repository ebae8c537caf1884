using System.Runtime.CompilerServices;
using FlinkSql.Columnar;

namespace FlinkSql.Bench.Suite.ByHand;

/// <summary>TUMBLE by two BIGINT keys of few values (columns: time, first, second, price): an expert packs them into one.</summary>
internal sealed class TwoKeys
{
    private readonly HandOutput _output = new(5);
    private readonly OpenWindows<HandTable<Totals>> _windows;

    private TwoKeys(long size) => _windows = new(size, () => new HandTable<Totals>(), Fire);

    public static Func<IReadOnlyList<RecordBatch>, long> Of(long size) => batches =>
    {
        var loop = new TwoKeys(size);
        WindowRuns.Each(batches, size, null, loop.OnRun, loop._windows.Close);
        return loop._output.Rows;
    };

    private void OnRun(long start, int from, int to, RecordBatch batch) =>
        Add(_windows.At(start), batch.Values<long>(1)[from..to], batch.Values<long>(2)[from..to], batch.Values<long>(3)[from..to]);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(HandTable<Totals> table, ReadOnlySpan<long> first, ReadOnlySpan<long> second, ReadOnlySpan<long> price)
    {
        for (int row = 0; row < first.Length; row++)
        {
            table.GetOrAdd((first[row] << 32) ^ second[row]).Add(price[row]);
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
