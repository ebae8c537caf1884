using System.Runtime.CompilerServices;
using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;
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

    public sealed override void Restore(RestoredState state)
    {
        base.Restore(state);
        foreach (ref KeyedTable<TKey, TState>.Entry group in Groups.Entries)
        {
            ref StateAge age = ref AgeOf(ref group.State);
            age.Queued = age.Written;
            _queue.Enqueue(group.Key, age.Queued);
        }
    }

    // Its queue holds the keys of all groups anyway, and their number is bounded by time.
    private protected override bool MayBeCold => false;

    /// <summary>The age within a state.</summary>
    protected abstract ref StateAge AgeOf(ref TState state);

    /// <summary>Says that a group is written.</summary>
    protected void Write(in TKey key, ref StateAge age, bool added)
    {
        age.Written = _now;
        if (added)
        {
            age.Queued = _now;
            _queue.Enqueue(key, _now);
        }
    }

    private protected sealed override void BeforeBatch()
    {
        _now = Context.Now;
        while (_queue.TryPeek(out TKey key, out long queued) && _ttl.Expired(queued, _now))
        {
            _queue.Dequeue();
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
            }
            else
            {
                age.Queued = age.Written;
                _queue.Enqueue(key, age.Queued);
            }
        }
    }
}
