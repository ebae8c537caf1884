using System.Runtime.CompilerServices;
using FlinkSql.Columnar;

namespace FlinkSql.Bench.Suite.ByHand;

/// <summary>TUMBLE by one BIGINT key (columns: time, key, price).</summary>
internal sealed class Tumble
{
    private readonly HandTable<Totals> _table = new();
    private readonly HandOutput _output = new(5);
    private long _window = long.MinValue;

    public static Func<IReadOnlyList<RecordBatch>, long> Of(long size) => batches =>
    {
        var loop = new Tumble();
        WindowRuns.Each(batches, size, loop.OnRun);
        loop.Fire();
        return loop._output.Rows;
    };

    private void OnRun(long start, int from, int to, RecordBatch batch)
    {
        if (start != _window)
        {
            Fire();
            _window = start;
        }

        Add(batch.Values<long>(1)[from..to], batch.Values<long>(2)[from..to]);
    }

    // Optimized from its first call on, as generated code is.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(ReadOnlySpan<long> key, ReadOnlySpan<long> price)
    {
        HandTable<Totals> table = _table;
        for (int row = 0; row < key.Length; row++)
        {
            table.GetOrAdd(key[row]).Add(price[row]);
        }
    }

    private void Fire()
    {
        foreach (ref HandTable<Totals>.Slot slot in _table.Slots)
        {
            if (slot.Used)
            {
                _output.Write(_window, slot.Key, in slot.State);
            }
        }

        _table.Clear();
    }
}
