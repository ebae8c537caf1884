using System.Runtime.CompilerServices;
using FlinkSql.Columnar;

namespace FlinkSql.Bench.Suite.ByHand;

/// <summary>
/// HOP and CUMULATE by one BIGINT key (columns: time, key, price): rows go into slices as wide as the step, and slices are
/// merged when a window fires.
/// </summary>
internal sealed class Slices(long step, long size, bool cumulate)
{
    private readonly List<(long Start, HandTable<Totals> Table)> _slices = [];
    private readonly Stack<HandTable<Totals>> _spare = new();
    private readonly HandTable<Totals> _merged = new();
    private readonly HandOutput _output = new(5);
    private long _nextEnd = long.MaxValue;

    public static Func<IReadOnlyList<RecordBatch>, long> Hop(long step, long size) => batches => new Slices(step, size, false).Run(batches);

    public static Func<IReadOnlyList<RecordBatch>, long> Cumulate(long step, long size) => batches => new Slices(step, size, true).Run(batches);

    private long Run(IReadOnlyList<RecordBatch> batches)
    {
        WindowRuns.Each(batches, step, LastEnd, OnRun, Close);
        return _output.Rows;
    }

    private long LastEnd(long start) => cumulate ? start - (start % size) + size : start + size;

    private void OnRun(long start, int from, int to, RecordBatch batch) =>
        Add(At(start), batch.Values<long>(1)[from..to], batch.Values<long>(2)[from..to]);

    private HandTable<Totals> At(long start)
    {
        int at = _slices.Count;
        while (at > 0 && _slices[at - 1].Start >= start)
        {
            at--;
            if (_slices[at].Start == start)
            {
                return _slices[at].Table;
            }
        }

        HandTable<Totals> table = _spare.TryPop(out HandTable<Totals>? spare) ? spare : new HandTable<Totals>();
        _slices.Insert(at, (start, table));
        _nextEnd = _nextEnd == long.MaxValue ? start + step : _nextEnd;
        return table;
    }

    private void Close(long watermark)
    {
        while (_slices.Count != 0 && _nextEnd - 1 <= watermark)
        {
            Fire(_nextEnd);
            _nextEnd += step;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(HandTable<Totals> table, ReadOnlySpan<long> key, ReadOnlySpan<long> price)
    {
        for (int row = 0; row < key.Length; row++)
        {
            table.GetOrAdd(key[row]).Add(price[row]);
        }
    }

    // The window that ends at a time: of a hopping one all its slices, of a cumulating one what was merged before and what is new.
    private void Fire(long end)
    {
        if (!cumulate || (end - step) % size == 0)
        {
            _merged.Clear();
        }

        long from = cumulate ? long.MinValue : end - size;
        foreach ((long start, HandTable<Totals> table) in _slices)
        {
            if (start >= from && start < end)
            {
                Merge(table, _merged);
            }
        }

        Emit(end);
        while (_slices.Count != 0 && _slices[0].Start < end - (cumulate ? 0 : size - step))
        {
            _slices[0].Table.Clear();
            _spare.Push(_slices[0].Table);
            _slices.RemoveAt(0);
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
