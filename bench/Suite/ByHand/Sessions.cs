using System.Runtime.CompilerServices;
using FlinkSql.Columnar;

namespace FlinkSql.Bench.Suite.ByHand;

/// <summary>
/// SESSION by one BIGINT key (columns: time, key, price), for rows that come in order: the row after a gap hands the
/// session of its key out, the end of the input all others.
/// </summary>
internal sealed class Sessions(long gap)
{
    private readonly HandTable<Session> _table = new();
    private readonly HandOutput _output = new(5);

    public static Func<IReadOnlyList<RecordBatch>, long> Of(long gap) => batches =>
    {
        var loop = new Sessions(gap);
        foreach (RecordBatch batch in batches)
        {
            loop.Add(batch.Values<long>(0), batch.Values<long>(1), batch.Values<long>(2));
        }

        foreach (ref HandTable<Session>.Slot slot in loop._table.Slots)
        {
            if (slot.Used)
            {
                loop._output.Write(slot.State.Start, slot.Key, in slot.State.Totals);
            }
        }

        return loop._output.Rows;
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(ReadOnlySpan<long> ts, ReadOnlySpan<long> key, ReadOnlySpan<long> price)
    {
        for (int row = 0; row < ts.Length; row++)
        {
            ref Session session = ref _table.GetOrAdd(key[row]);
            if (session.Totals.Count == 0)
            {
                session.Start = ts[row];
            }
            else if (ts[row] - session.Last > gap)
            {
                _output.Write(session.Start, key[row], in session.Totals);
                session = new Session { Start = ts[row] };
            }

            session.Last = ts[row];
            session.Totals.Add(price[row]);
        }
    }

    private struct Session
    {
        public long Start;
        public long Last;
        public Totals Totals;
    }
}
