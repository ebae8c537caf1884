using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FlinkSql.Runtime.State;

/// <content>Which states have changed, for who wants to know, and states that are kept elsewhere; nothing is done for others.</content>
public sealed partial class KeyedTable<TKey, TState>
{
    private TableChanges<TKey>? _changes;
    private IColdStates<TKey, TState>? _cold;

    /// <summary>Whether changes are to be told by <see cref="Changed"/>.</summary>
    public bool TracksChanges => _changes is not null;

    /// <summary>What has changed since <see cref="TrackChanges"/>; null where nobody asked for it.</summary>
    internal TableChanges<TKey>? Changes => _changes;

    /// <summary>Says that the state behind a reference that is still good is written.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Changed(ref TState state)
    {
        ref byte first = ref Unsafe.As<Entry, byte>(ref MemoryMarshal.GetArrayDataReference(_entries));
        nint offset = Unsafe.ByteOffset(ref first, ref Unsafe.As<TState, byte>(ref state));
        _changes!.Mark((int)((nuint)offset / (nuint)Unsafe.SizeOf<Entry>()));
    }

    /// <summary>From here on changes are told by <see cref="Changed"/>, and keys taken out are remembered.</summary>
    internal void TrackChanges()
    {
        _changes = new TableChanges<TKey>(_memory);
        _changes.Reserve(_entries.Length);
    }

    /// <summary>From here on a key that is not here is looked for there.</summary>
    internal void Back(IColdStates<TKey, TState> cold) => _cold = cold;

    /// <summary>Whether a key is here, wherever else it may be.</summary>
    internal bool Holds(in TKey key)
    {
        uint mask = (uint)_buckets.Length - 1;
        uint bucket = Home(key.Hash());
        for (int index = _buckets[bucket] - 1; index >= 0; index = _buckets[bucket] - 1)
        {
            if (_entries[index].Key.Equals(key))
            {
                return true;
            }

            bucket = (bucket + 1) & mask;
        }

        return false;
    }

    /// <summary>Bytes of a table with so many keys.</summary>
    internal long BytesFor(int keys)
    {
        int buckets = _buckets.Length;
        while (EntriesOf(buckets) < keys)
        {
            buckets *= 2;
        }

        return BytesOf(buckets);
    }

    /// <summary>Lets go of the states that were not written since changes were last forgotten, or of all.</summary>
    internal void Evict(bool all)
    {
        int kept = 0;
        for (int index = 0; index < Count && !all; index++)
        {
            if (_changes!.IsWritten(index))
            {
                _entries[kept++] = _entries[index];
            }
        }

        Array.Clear(_entries, kept, Count - kept);
        Array.Clear(_buckets);
        Count = kept;
        for (int index = 0; index < kept; index++)
        {
            _buckets[FreeBucket(_entries[index].Key.Hash())] = index + 1;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool IsNew(in TKey key, ref TState state)
    {
        if (_cold!.TryLoad(in key, ref state))
        {
            return false;
        }

        _cold.OnAdded();
        return true;
    }

    private ref TState FindCold(in TKey key)
    {
        TState state = default;
        if (!_cold!.TryLoad(in key, ref state))
        {
            return ref Unsafe.NullRef<TState>();
        }

        IColdStates<TKey, TState> cold = _cold;
        _cold = null;
        ref TState added = ref GetOrAdd(in key, out _);
        _cold = cold;
        added = state;
        return ref added;
    }
}
