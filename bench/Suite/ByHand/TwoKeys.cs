using System.Runtime.CompilerServices;
using FlinkSql.Columnar;

namespace FlinkSql.Bench.Suite.ByHand;

/// <summary>TUMBLE by two BIGINT keys of few values (columns: time, first, second, price): an expert packs them into one.</summary>
internal sealed class TwoKeys
{
    private readonly HandTable<Totals> _table = new();
    private readonly HandOutput _output = new(5);
    private long _window = long.MinValue;

    public static Func<IReadOnlyList<RecordBatch>, long> Of(long size) => batches =>
    {
        var loop = new TwoKeys();
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

        Add(batch.Values<long>(1)[from..to], batch.Values<long>(2)[from..to], batch.Values<long>(3)[from..to]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(ReadOnlySpan<long> first, ReadOnlySpan<long> second, ReadOnlySpan<long> price)
    {
        for (int row = 0; row < first.Length; row++)
        {
            _table.GetOrAdd((first[row] << 32) ^ second[row]).Add(price[row]);
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
