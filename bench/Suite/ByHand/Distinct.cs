using System.Runtime.CompilerServices;
using FlinkSql.Columnar;

namespace FlinkSql.Bench.Suite.ByHand;

/// <summary>COUNT(DISTINCT) in a TUMBLE by a key of few values (columns: time, key, value): one set of packed pairs.</summary>
internal sealed class Distinct
{
    private readonly HandTable<Totals> _table = new();
    private readonly HandOutput _output = new(5);
    private long _window = long.MinValue;
    private HandTable<bool> _seen = new();

    public static Func<IReadOnlyList<RecordBatch>, long> Of(long size) => batches =>
    {
        var loop = new Distinct();
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(ReadOnlySpan<long> key, ReadOnlySpan<long> value)
    {
        for (int row = 0; row < key.Length; row++)
        {
            ref bool seen = ref _seen.GetOrAdd((key[row] << 40) ^ value[row]);
            if (!seen)
            {
                seen = true;
                _table.GetOrAdd(key[row]).Add(0);
            }
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
        _seen.Clear();
    }
}
