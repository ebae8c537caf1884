using System.Runtime.CompilerServices;
using FlinkSql.Bench.Suite.ByHand;
using FlinkSql.Columnar;

namespace FlinkSql.Bench.Suite.Nexmark;

/// <summary>The window aggregate of q5 (columns: dateTime, auction): slices of the step, merged when a window fires.</summary>
internal sealed class HopCounts
{
    private const long Step = 2_000;
    private const long Size = 10_000;

    private readonly Queue<(long Start, HandTable<long> Counts)> _slices = new();
    private readonly HandTable<long> _merged = new();
    private readonly long[][] _output = [new long[4096], new long[4096], new long[4096], new long[4096]];
    private HandTable<long> _current = new();
    private long _start = long.MinValue;
    private int _at;
    private long _sent;

    public static long Run(IReadOnlyList<RecordBatch> batches)
    {
        var loop = new HopCounts();
        WindowRuns.Each(batches, Step, null, loop.OnRun, static _ => { });
        for (long end = loop._start + Step; end <= loop._start + Size; end += Step)
        {
            loop.Fire(end);
        }

        return loop._sent + loop._at;
    }

    private void OnRun(long start, int from, int to, RecordBatch batch)
    {
        if (start != _start)
        {
            for (long end = _start + Step; _start != long.MinValue && end <= start; end += Step)
            {
                Fire(end);
            }

            _start = start;
            _current = new HandTable<long>();
            _slices.Enqueue((start, _current));
        }

        Count(_current, batch.Values<long>(1)[from..to]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Count(HandTable<long> counts, ReadOnlySpan<long> auction)
    {
        for (int row = 0; row < auction.Length; row++)
        {
            counts.GetOrAdd(auction[row])++;
        }
    }

    private void Fire(long end)
    {
        while (_slices.TryPeek(out (long Start, HandTable<long>) oldest) && oldest.Start < end - Size)
        {
            _slices.Dequeue();
        }

        _merged.Clear();
        foreach ((_, HandTable<long> counts) in _slices)
        {
            Merge(counts);
        }

        foreach (ref HandTable<long>.Slot slot in _merged.Slots)
        {
            if (slot.Used)
            {
                Write(slot.Key, slot.State, end);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Merge(HandTable<long> counts)
    {
        foreach (ref HandTable<long>.Slot slot in counts.Slots)
        {
            if (slot.Used)
            {
                _merged.GetOrAdd(slot.Key) += slot.State;
            }
        }
    }

    private void Write(long auction, long count, long end)
    {
        _output[0][_at] = auction;
        _output[1][_at] = count;
        _output[2][_at] = end - Size;
        _output[3][_at] = end;
        if (++_at == _output[0].Length)
        {
            _sent += _at;
            _at = 0;
        }
    }
}
