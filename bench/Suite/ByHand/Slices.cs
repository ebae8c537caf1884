using System.Runtime.CompilerServices;
using FlinkSql.Columnar;

namespace FlinkSql.Bench.Suite.ByHand;

/// <summary>
/// HOP and CUMULATE by one BIGINT key (columns: time, key, price): rows go into slices as wide as the step, and slices are
/// merged when a window fires.
/// </summary>
internal sealed class Slices(long step, long size, bool cumulate)
{
    private readonly Queue<(long Start, HandTable<Totals> Table)> _slices = new();
    private readonly Stack<HandTable<Totals>> _spare = new();
    private readonly HandTable<Totals> _merged = new();
    private readonly HandOutput _output = new(5);
    private HandTable<Totals>? _current;
    private long _start = long.MinValue;

    public static Func<IReadOnlyList<RecordBatch>, long> Hop(long step, long size) => batches => new Slices(step, size, false).Run(batches);

    public static Func<IReadOnlyList<RecordBatch>, long> Cumulate(long step, long size) => batches => new Slices(step, size, true).Run(batches);

    private long Run(IReadOnlyList<RecordBatch> batches)
    {
        WindowRuns.Each(batches, step, OnRun);
        long end = _start + (cumulate ? step : size);
        for (long fire = _start + step; fire <= end || (cumulate && (fire - step) % size != 0); fire += step)
        {
            Fire(fire);
        }

        return _output.Rows;
    }

    private void OnRun(long start, int from, int to, RecordBatch batch)
    {
        if (start != _start)
        {
            for (long fire = _start + step; _start != long.MinValue && fire <= start; fire += step)
            {
                Fire(fire);
            }

            _start = start;
            _current = _spare.TryPop(out HandTable<Totals>? spare) ? spare : new HandTable<Totals>();
            _slices.Enqueue((start, _current));
        }

        Add(_current!, batch.Values<long>(1)[from..to], batch.Values<long>(2)[from..to]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(HandTable<Totals> table, ReadOnlySpan<long> key, ReadOnlySpan<long> price)
    {
        for (int row = 0; row < key.Length; row++)
        {
            table.GetOrAdd(key[row]).Add(price[row]);
        }
    }

    // The window that ends at a time: of a hopping one all its slices, of a cumulating one what was merged before and the last.
    private void Fire(long end)
    {
        if (cumulate)
        {
            if ((end - step) % size == 0)
            {
                _merged.Clear();
            }
        }
        else
        {
            _merged.Clear();
        }

        foreach ((long start, HandTable<Totals> table) in _slices)
        {
            if (start >= end - (cumulate ? step : size) && start < end)
            {
                Merge(table, _merged);
            }
        }

        Emit(end);
        while (_slices.TryPeek(out (long Start, HandTable<Totals> Table) first) && first.Start < end - (cumulate ? 0 : size - step))
        {
            first.Table.Clear();
            _spare.Push(_slices.Dequeue().Table);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Merge(HandTable<Totals> from, HandTable<Totals> into)
    {
        foreach (ref HandTable<Totals>.Slot slot in from.Slots)
        {
            if (slot.Used)
            {
                into.GetOrAdd(slot.Key).Add(in slot.State);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Emit(long end)
    {
        foreach (ref HandTable<Totals>.Slot slot in _merged.Slots)
        {
            if (slot.Used)
            {
                _output.Write(end, slot.Key, in slot.State);
            }
        }
    }
}
