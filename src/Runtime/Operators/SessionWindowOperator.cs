using FlinkSql.Columnar;
using FlinkSql.Runtime.State;

namespace FlinkSql.Runtime.Operators;

/// <summary>
/// Sessions on their own: keeps the rows of a session until it fires, and then gives each on with the bounds of the
/// session behind its columns.
/// </summary>
/// <param name="gap">The gap in ms.</param>
/// <param name="schema">The columns of the rows, then window_start, window_end and window_time.</param>
/// <param name="time">What decides when a session closes.</param>
/// <param name="keys">The columns that sessions are kept apart by.</param>
public abstract partial class SessionWindowOperator<TKey>(long gap, Schema schema, WindowTime time, EquatableArray<int> keys)
    : SessionWindowAggregateOperator<TKey, SessionRows>(gap, schema, time)
    where TKey : struct, IStateKey<TKey>
{
    private readonly int _width = schema.Count - 3;
    private readonly bool _isInstant = schema[schema.Count - 1].Type is TimestampType { LocalTimeZone: true };

    public override void Close()
    {
        foreach (ref KeyedTable<TKey, SessionGroup<SessionRows>>.Entry group in OpenSessions)
        {
            group.State.State.Release();
            foreach (ref SessionList<SessionRows>.Session session in group.State.Older is { } older ? older.Items : [])
            {
                session.State.Release();
            }
        }

        base.Close();
    }

    protected sealed override void Merge(ref SessionRows into, ref SessionRows from) => into.Merge(ref from);

    protected sealed override void EmitGroup(in TKey key, ref SessionRows state, long start, long end)
    {
        long windowTime = _isInstant ? InstantOf(end - 1) : end - 1;
        foreach ((RecordBatch batch, int row) in state.Rows)
        {
            for (int column = 0; column < _width; column++)
            {
                Result.Column(column).AppendFrom(batch.Column(column), row);
            }

            Result.Fixed<long>(_width).Append(start);
            Result.Fixed<long>(_width + 1).Append(end);
            Result.Fixed<long>(_width + 2).Append(windowTime);
            Result.EndRow(batch.Kind(row));
            SendFull();
        }

        state.Release();
    }
}
