using System.Runtime.CompilerServices;
using FlinkSql.Bench.Suite.ByHand;
using FlinkSql.Columnar;

namespace FlinkSql.Bench.Suite.Nexmark;

/// <summary>The window aggregate of q5 (columns: dateTime, auction): slices of the step, merged when a window fires.</summary>
internal sealed class HopCounts
{
    private const long Step = 2_000;
    private const long Size = 10_000;

    private readonly List<(long Start, HandTable<long> Counts)> _slices = [];
    private readonly HandTable<long> _merged = new();
    private readonly long[][] _output = [new long[4096], new long[4096], new long[4096], new long[4096]];
    private long _nextEnd = long.MaxValue;
    private int _at;
    private long _sent;

    public static long Run(IReadOnlyList<RecordBatch> batches)
    {
        var loop = new HopCounts();
        WindowRuns.Each(
            batches,
            Step,
            start => start + Size,
            (start, from, to, batch) => Count(loop.At(start), batch.Values<long>(1)[from..to]),
            loop.Close);
        return loop._sent + loop._at;
    }

    private HandTable<long> At(long start)
    {
        int at = _slices.Count;
        while (at > 0 && _slices[at - 1].Start >= start)
        {
            at--;
            if (_slices[at].Start == start)
            {
                return _slices[at].Counts;
            }
        }

        _slices.Insert(at, (start, new HandTable<long>()));
        _nextEnd = _nextEnd == long.MaxValue ? start + Step : _nextEnd;
        return _slices[at].Counts;
    }

    private void Close(long watermark)
    {
        while (_slices.Count != 0 && _nextEnd - 1 <= watermark)
        {
            Fire(_nextEnd);
            _nextEnd += Step;
            _slices.RemoveAll(slice => slice.Start <= _nextEnd - Step - Size);
        }
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
        _merged.Clear();
        foreach ((long start, HandTable<long> counts) in _slices)
        {
            if (start < end)
            {
                Merge(counts);
            }
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
