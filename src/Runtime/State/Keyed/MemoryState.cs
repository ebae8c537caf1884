using FlinkSql.Runtime.Checkpoints;

namespace FlinkSql.Runtime.State.Keyed;

/// <summary>One state of <see cref="MemoryKeyedState"/>. What has ended is forgotten before anything else is done.</summary>
internal abstract class MemoryState(MemoryKeyedState owner, StateTtl ttl)
{
    /// <summary>What something that is kept costs about, besides what only the program knows.</summary>
    private const long BytesEach = 128;

    private long _charged;

    /// <summary>Cells held.</summary>
    public abstract long Entries { get; }

    public abstract IReadOnlyList<StateKey> Keys { get; }

    protected MemoryKeyedState Owner => owner;

    protected StateKey Key => owner.Key;

    protected Expiry Expiry { get; } = new(ttl);

    public abstract void Snapshot(StateSnapshot snapshot);

    public abstract void Restore(RestoredState state);

    /// <summary>Forgets what has ended; gives the time.</summary>
    public long CleanUp()
    {
        long now = owner.Setup.Now;
        while (Expiry.First(now) is { } ended)
        {
            Remove(ended);
            owner.Setup.Metrics.ExpiredState++;
        }

        return now;
    }

    /// <summary>Charges the slot for what is held now.</summary>
    public void Charge(bool released = false)
    {
        long bytes = released ? 0 : Entries * BytesEach;
        owner.Setup.Memory.Charge(bytes - _charged);
        _charged = bytes;
    }

    /// <summary>Takes a cell out.</summary>
    protected abstract void Remove(Cell cell);
}
