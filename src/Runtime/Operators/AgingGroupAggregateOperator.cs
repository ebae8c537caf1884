using System.Runtime.CompilerServices;
using FlinkSql.Columnar;
using FlinkSql.Runtime.State;

namespace FlinkSql.Runtime.Operators;

/// <summary>
/// Groups that end when nobody has written them for a time. Before every batch those are forgotten that have ended, so
/// the row loop never meets one; it only says which it writes.
/// </summary>
/// <remarks>
/// A group stands in the queue once, under a time not after its last write. When its turn comes it is gone, or it is put
/// back under its last write: a group that is written all the time costs one step in as much time as state is kept.
/// </remarks>
public abstract class AgingGroupAggregateOperator<TKey, TState>(Schema schema, long ttl)
    : GroupAggregateOperator<TKey, TState>(schema)
    where TKey : struct, IStateKey<TKey>
    where TState : struct
{
    private readonly PriorityQueue<TKey, long> _queue = new();
    private readonly StateTtl _ttl = new(ttl);
    private long _now;

    /// <summary>The age within a state.</summary>
    protected abstract ref StateAge AgeOf(ref TState state);

    /// <summary>Says that a group is written.</summary>
    protected void Write(in TKey key, ref StateAge age, bool added)
    {
        age.Written = _now;
        if (added)
        {
            age.Queued = _now;
            Enqueue(in key, _now);
        }
    }

    private protected sealed override bool Ages => true;

    private protected sealed override void OnRestored(in TKey key, ref TState state)
    {
        ref StateAge age = ref AgeOf(ref state);
        age.Queued = age.Written;
        Enqueue(in key, age.Queued);
    }

    private protected sealed override void BeforeBatch()
    {
        _now = Context.Now;
        while (TryDequeue(out TKey key, out long queued))
        {
            ref TState state = ref Groups.Find(in key);
            if (Unsafe.IsNullRef(ref state))
            {
                continue;
            }

            // Another time is that of a group that went and came back: it waits under that.
            ref StateAge age = ref AgeOf(ref state);
            if (age.Queued != queued)
            {
                continue;
            }

            if (_ttl.Expired(age.Written, _now))
            {
                Remove(in key);
                Context.Metrics.ExpiredState++;
                continue;
            }

            age.Queued = age.Written;
            if (Cold is not null)
            {
                Groups.Changed(ref state);
            }

            Enqueue(in key, age.Queued);
        }
    }

    private void Enqueue(in TKey key, long time)
    {
        if (Cold is { } cold)
        {
            cold.Enqueue(in key, time);
        }
        else
        {
            _queue.Enqueue(key, time);
        }
    }

    private bool TryDequeue(out TKey key, out long queued)
    {
        if (Cold is { } cold)
        {
            cold.MakeRoom(1);
            return cold.TryDequeue(_now - ttl, out key, out queued);
        }

        bool found = _queue.TryPeek(out key, out queued) && _ttl.Expired(queued, _now);
        if (found)
        {
            _queue.Dequeue();
        }

        return found;
    }
}
