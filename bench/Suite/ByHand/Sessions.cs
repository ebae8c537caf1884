using System.Runtime.CompilerServices;
using FlinkSql.Columnar;

namespace FlinkSql.Bench.Suite.ByHand;

/// <summary>
/// SESSION by one BIGINT key (columns: time, key, price). Most rows go on with the newest session of their key or begin the next
/// one; the one before then waits for the watermark in a queue, where a row out of order looks for it. The watermark moves
/// after every batch, and sessions without a next one are looked for once it has moved by a gap.
/// </summary>
internal sealed class Sessions(long gap)
{
    private const long Delay = 1_000;

    private readonly HandTable<Session> _table = new();
    private readonly HandOutput _output = new(5);
    private readonly Queue<Closed> _closed = new();
    private long _watermark = long.MinValue;
    private long _swept = long.MinValue;
    private long _late;

    public static Func<IReadOnlyList<RecordBatch>, long> Of(long gap) => batches =>
    {
        var loop = new Sessions(gap);
        foreach (RecordBatch batch in batches)
        {
            ReadOnlySpan<long> ts = batch.Values<long>(0);
            loop.Add(ts, batch.Values<long>(1), batch.Values<long>(2));
            loop.Pass(WindowRuns.Greatest(ts) - Delay);
        }

        loop.Pass(long.MaxValue);
        return loop._output.Rows;
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(ReadOnlySpan<long> ts, ReadOnlySpan<long> key, ReadOnlySpan<long> price)
    {
        for (int row = 0; row < ts.Length; row++)
        {
            ref Session session = ref _table.GetOrAdd(key[row]);
            long time = ts[row];
            if (session.Totals.Count == 0 || time - session.Last > gap)
            {
                if (session.Totals.Count != 0)
                {
                    _closed.Enqueue(new Closed(key[row], session));
                }
                else if (time + gap <= _watermark)
                {
                    _late++;
                    continue;
                }

                session = new Session { Start = time, Last = time };
            }
            else if (time < session.Start)
            {
                AddBefore(key[row], ref session, time, price[row]);
                continue;
            }

            session.Last = Math.Max(session.Last, time);
            session.Totals.Add(price[row]);
        }
    }

    // A row from before the newest session: it belongs to that, to one that waits, to both, or is one of its own.
    private void AddBefore(long key, ref Session session, long time, long price)
    {
        Closed? earlier = _closed.FirstOrDefault(
            closed => closed.Key == key && time >= closed.Session.Start - gap && time <= closed.Session.Last + gap);
        if (session.Start - time <= gap)
        {
            if (earlier is not null)
            {
                session.Start = earlier.Session.Start;
                session.Totals.Add(in earlier.Session.Totals);
                earlier.Session.Totals = default;
            }

            session.Start = Math.Min(session.Start, time);
            session.Totals.Add(price);
        }
        else if (earlier is not null || time + gap > _watermark)
        {
            if (earlier is null)
            {
                earlier = new Closed(key, new Session { Start = time, Last = time });
                _closed.Enqueue(earlier);
            }

            earlier.Session.Start = Math.Min(earlier.Session.Start, time);
            earlier.Session.Last = Math.Max(earlier.Session.Last, time);
            earlier.Session.Totals.Add(price);
        }
        else
        {
            _late++;
        }
    }

    private void Pass(long watermark)
    {
        _watermark = Math.Max(_watermark, watermark);
        while (_closed.TryPeek(out Closed? closed) && closed.Session.Last + gap - 1 <= _watermark)
        {
            _closed.Dequeue();
            Write(closed.Key, in closed.Session);
        }

        if (_watermark - gap > _swept || watermark == long.MaxValue)
        {
            _swept = _watermark;
            Sweep();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sweep()
    {
        foreach (ref HandTable<Session>.Slot slot in _table.Slots)
        {
            if (slot.Used && slot.State.Totals.Count != 0 && slot.State.Last + gap - 1 <= _watermark)
            {
                Write(slot.Key, in slot.State);
                slot.State = default;
            }
        }
    }

    private void Write(long key, in Session session)
    {
        if (session.Totals.Count != 0)
        {
            _output.Write(session.Start, key, in session.Totals);
        }
    }

    private struct Session
    {
        public long Start;
        public long Last;
        public Totals Totals;
    }

    private sealed class Closed(long key, Session session)
    {
        public long Key { get; } = key;

        public Session Session = session;
    }
}
