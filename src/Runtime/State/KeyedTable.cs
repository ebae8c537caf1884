using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using FlinkSql.Columnar;

namespace FlinkSql.Runtime.State;

/// <summary>
/// A hash table from a key struct to a state struct. Entries lie close together in the order in which they were added,
/// so a walk costs as much as there are entries; a bucket holds the number of an entry, and buckets are probed one
/// after the other. Specialised by the JIT: no virtual call, no boxing, no allocation per row.
/// </summary>
/// <remarks>A reference to a state is good until the next key is added or removed.</remarks>
public sealed partial class KeyedTable<TKey, TState>
    where TKey : struct, IStateKey<TKey>
    where TState : struct
{
    private const int SmallestBuckets = 16;
    private const int MostSparseBuckets = 1 << 16;

    private readonly BufferPool? _memory;

    // A bucket is 0 when empty, else one more than the index of its entry.
    private int[] _buckets = [];
    private Entry[] _entries = [];
    private int _shift;
    private long _charged;

    /// <param name="memory">What is charged for the table; null for nobody.</param>
    public KeyedTable(BufferPool? memory = null)
    {
        _memory = memory;
        Resize(SmallestBuckets);
    }

    /// <summary>Number of keys.</summary>
    public int Count { get; private set; }

    /// <summary>The keys with their states, in the order of adding (until a removal, which moves the last one).</summary>
    public Span<Entry> Entries => _entries.AsSpan(0, Count);

    /// <summary>A copy of <see cref="Entries"/>.</summary>
    /// <remarks>Not of a shared pool of arrays: the types are of a query, and end with it, which such a pool does not survive.</remarks>
    public Entry[] Copy()
    {
        Entry[] copy = GC.AllocateUninitializedArray<Entry>(Count);
        Entries.CopyTo(copy);
        return copy;
    }

    /// <summary>A copy of some of them.</summary>
    internal Entry[] CopyEntries(int[] indexes)
    {
        Entry[] copy = GC.AllocateUninitializedArray<Entry>(indexes.Length);
        for (int index = 0; index < indexes.Length; index++)
        {
            copy[index] = _entries[indexes[index]];
        }

        return copy;
    }

    /// <summary>The state of a key; a new one is the default state.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref TState GetOrAdd(in TKey key, out bool added)
    {
        Entry[] entries = _entries;
        uint bucket = Home(key.Hash());
        int index = Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_buckets), bucket) - 1;
        if ((uint)index < (uint)entries.Length && entries[index].Key.Equals(key))
        {
            added = false;
            return ref entries[index].State;
        }

        return ref Probe(in key, bucket, index, out added);
    }

    /// <summary>The same where nobody asks whether the key is new; nothing takes the address of the key, so it can stay in registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref TState GetOrAdd(TKey key)
    {
        Entry[] entries = _entries;
        uint bucket = Home(key.Hash());
        int index = Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_buckets), bucket) - 1;
        if ((uint)index < (uint)entries.Length && entries[index].Key.Equals(key))
        {
            return ref entries[index].State;
        }

        return ref Probe(key, bucket, index);
    }

    /// <summary>The state of a key, or a null reference.</summary>
    public ref TState Find(in TKey key)
    {
        uint mask = (uint)_buckets.Length - 1;
        for (uint bucket = Home(key.Hash()); ; bucket = (bucket + 1) & mask)
        {
            int index = _buckets[bucket] - 1;
            if (index < 0)
            {
                return ref _cold is null ? ref Unsafe.NullRef<TState>() : ref FindCold(in key);
            }

            if (_entries[index].Key.Equals(key))
            {
                return ref _entries[index].State;
            }
        }
    }

    /// <summary>Takes a key out, if it is there; the last entry takes its place.</summary>
    public bool Remove(in TKey key)
    {
        uint mask = (uint)_buckets.Length - 1;
        uint bucket = Home(key.Hash());
        int index = _buckets[bucket] - 1;
        while (index >= 0 && !_entries[index].Key.Equals(key))
        {
            bucket = (bucket + 1) & mask;
            index = _buckets[bucket] - 1;
        }

        if (index < 0)
        {
            return false;
        }

        CloseGap(bucket, mask);
        int last = --Count;
        _changes?.OnRemoved(in key, index, last);
        if (index != last)
        {
            uint moved = Home(_entries[last].Key.Hash());
            while (_buckets[moved] != last + 1)
            {
                moved = (moved + 1) & mask;
            }

            _buckets[moved] = index + 1;
            _entries[index] = _entries[last];
        }

        _entries[last] = default;
        return true;
    }

    /// <summary>Takes all keys out and keeps the memory, less of it when it was mostly unused.</summary>
    public void Clear()
    {
        if (Count < _buckets.Length / 16 && _buckets.Length > SmallestBuckets)
        {
            Count = 0;
            _entries = [];
            Resize(Math.Max(SmallestBuckets, _buckets.Length / 4));
            return;
        }

        Array.Clear(_buckets);
        Array.Clear(_entries, 0, Count);
        Count = 0;
    }

    /// <summary>Gives the memory back; the table is not used again.</summary>
    public void Release()
    {
        _memory?.Discharge(_charged);
        _changes?.Release();
        _charged = 0;
        _buckets = [];
        _entries = [];
        Count = 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ref TState Probe(in TKey key, uint bucket, int index, out bool added)
    {
        uint mask = (uint)_buckets.Length - 1;
        while (index >= 0)
        {
            bucket = (bucket + 1) & mask;
            index = _buckets[bucket] - 1;
            if (index >= 0 && _entries[index].Key.Equals(key))
            {
                added = false;
                return ref _entries[index].State;
            }
        }

        int at = Add(in key, bucket);
        ref Entry entry = ref _entries[at];
        added = _cold is null || IsNew(in entry.Key, ref entry.State);
        return ref entry.State;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ref TState Probe(TKey key, uint bucket, int index)
    {
        uint mask = (uint)_buckets.Length - 1;
        while (index >= 0)
        {
            bucket = (bucket + 1) & mask;
            index = _buckets[bucket] - 1;
            if (index >= 0 && _entries[index].Key.Equals(key))
            {
                return ref _entries[index].State;
            }
        }

        int at = Add(in key, bucket);
        ref Entry added = ref _entries[at];
        if (_cold is not null)
        {
            IsNew(in added.Key, ref added.State);
        }

        return ref added.State;
    }

    // The index of the new entry: a reference to it could seem to be one into the key.
    private int Add(in TKey key, uint bucket)
    {
        if (Count == _entries.Length)
        {
            TKey kept = key;
            Resize(_buckets.Length * 2);
            bucket = FreeBucket(kept.Hash());
        }
        else if (_isDense && IsFar(key.Hash(), bucket))
        {
            Scatter();
            bucket = FreeBucket(key.Hash());
        }

        ref Entry entry = ref _entries[Count++];
        _buckets[bucket] = Count;
        entry.Key = key;
        return Count - 1;
    }

    private void Resize(int buckets)
    {
        // Most of the buckets stay empty, so that most keys are found in the first one looked at; fewer where the buckets
        // alone would no longer fit the second-level cache.
        int entries = EntriesOf(buckets);
        long bytes = BytesOf(buckets);
        _memory?.Charge(bytes - _charged);
        _charged = bytes;
        Array.Resize(ref _entries, entries);
        _changes?.Reserve(entries);
        _buckets = new int[buckets];
        _shift = 64 - BitOperations.Log2((uint)buckets);
        Fill();
    }

    private static int EntriesOf(int buckets) => buckets / (buckets <= MostSparseBuckets ? 4 : 2);

    private static long BytesOf(int buckets) =>
        ((long)buckets * sizeof(int)) + ((long)EntriesOf(buckets) * Unsafe.SizeOf<Entry>());

    private uint FreeBucket(ulong hash)
    {
        uint mask = (uint)_buckets.Length - 1;
        uint bucket = Home(hash);
        while (_buckets[bucket] != 0)
        {
            bucket = (bucket + 1) & mask;
        }

        return bucket;
    }

    // Moves later entries of the same run back, so that no search stops at the gap before it finds its key.
    private void CloseGap(uint gap, uint mask)
    {
        for (uint next = (gap + 1) & mask; _buckets[next] != 0; next = (next + 1) & mask)
        {
            uint home = Home(_entries[_buckets[next] - 1].Key.Hash());
            if (((next - home) & mask) >= ((next - gap) & mask))
            {
                _buckets[gap] = _buckets[next];
                gap = next;
            }
        }

        _buckets[gap] = 0;
    }

    /// <summary>A key and its state.</summary>
    [SuppressMessage("Design", "CA1051", Justification = "Row loops work on the fields in place.")]
    [SuppressMessage("Design", "CA1034", Justification = "It has no meaning apart from its table.")]
    public struct Entry
    {
        public TKey Key;
        public TState State;
    }
}
