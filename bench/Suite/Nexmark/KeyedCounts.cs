using System.Diagnostics;
using System.Runtime.CompilerServices;
using FlinkSql.Bench.Suite.ByHand;
using FlinkSql.Columnar;

namespace FlinkSql.Bench.Suite.Nexmark;

/// <summary>q7, q11 and q12: one number a window or a bidder.</summary>
internal sealed class KeyedCounts
{
    private const long Size = 10_000;

    private readonly HandTable<Session> _sessions = new();
    private readonly long[][] _output = [new long[4096], new long[4096], new long[4096], new long[4096]];
    private int _at;
    private long _sent;

    private long Rows => _sent + _at;

    /// <summary>Columns: dateTime, price.</summary>
    public static long Q7(IReadOnlyList<RecordBatch> batches)
    {
        long rows = 0;
        var windows = new OpenWindows<long[]>(Size, () => [long.MinValue], (_, max) =>
        {
            rows++;
            max[0] = long.MinValue;
        });
        WindowRuns.Each(
            batches,
            Size,
            null,
            (start, from, to, batch) => windows.At(start)[0] = Math.Max(
                windows.At(start)[0], WindowRuns.Greatest(batch.Values<long>(1)[from..to])),
            windows.Close);
        return rows;
    }

    /// <summary>Columns: dateTime, bidder, in order of time.</summary>
    public static long Q11(IReadOnlyList<RecordBatch> batches)
    {
        var loop = new KeyedCounts();
        foreach (RecordBatch batch in batches)
        {
            loop.AddSessions(batch.Values<long>(0), batch.Values<long>(1));
        }

        loop.Flush();
        return loop.Rows;
    }

    /// <summary>Columns: bidder.</summary>
    public static long Q12(IReadOnlyList<RecordBatch> batches)
    {
        var loop = new KeyedCounts();
        long window = -1;
        foreach (RecordBatch batch in batches)
        {
            long now = Stopwatch.GetTimestamp() / (10 * Stopwatch.Frequency);
            if (now != window)
            {
                loop.Flush();
                window = now;
            }

            loop.Count(batch.Values<long>(0));
        }

        loop.Flush();
        return loop.Rows;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddSessions(ReadOnlySpan<long> time, ReadOnlySpan<long> bidder)
    {
        for (int row = 0; row < time.Length; row++)
        {
            ref Session session = ref _sessions.GetOrAdd(bidder[row]);
            if (session.Count == 0)
            {
                session.Start = time[row];
            }
            else if (time[row] - session.Last > Size)
            {
                Write(bidder[row], in session);
                session = new Session { Start = time[row] };
            }

            session.Last = time[row];
            session.Count++;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Count(ReadOnlySpan<long> bidder)
    {
        for (int row = 0; row < bidder.Length; row++)
        {
            _sessions.GetOrAdd(bidder[row]).Count++;
        }
    }

    private void Flush()
    {
        foreach (ref HandTable<Session>.Slot slot in _sessions.Slots)
        {
            if (slot.Used)
            {
                Write(slot.Key, in slot.State);
            }
        }

        _sessions.Clear();
    }

    private void Write(long bidder, in Session session)
    {
        _output[0][_at] = bidder;
        _output[1][_at] = session.Count;
        _output[2][_at] = session.Start;
        _output[3][_at] = session.Last + Size;
        if (++_at == _output[0].Length)
        {
            _sent += _at;
            _at = 0;
        }
    }

    private struct Session
    {
        public long Start;
        public long Last;
        public long Count;
    }
}
