using System.Runtime.CompilerServices;

namespace FlinkSql.Functions.State;

/// <summary>
/// A hash table from values to how often each is there. Every value has a small number (its id) for as long as it is
/// in the table. The order of the ids depends on the calls alone, so a replay walks them alike.
/// </summary>
internal abstract class CountedTable<TKey>
{
    private int[] _buckets = new int[8];
    private protected Entry[] Entries = new Entry[8];
    private int _used;
    private int _free = -1;

    internal struct Entry
    {
        public TKey Key;
        public long Count;
        public uint Hash;

        /// <summary>The next id in the bucket, or of the free list; -1 ends it. Free entries have hash and count 0.</summary>
        public int Next;

        /// <summary>For the owner of the table: whether the value is in its heap.</summary>
        public bool Marked;
        public bool Occupied;
    }

    /// <summary>Values in the table, whatever their counts.</summary>
    public int Size { get; private set; }

    /// <summary>One more than the largest id there may be.</summary>
    public int Limit => _used;

    public ref Entry this[int id] => ref Entries[id];

    public bool IsOccupied(int id) => Entries[id].Occupied;

    public void Delete(int id)
    {
        ref Entry entry = ref Entries[id];
        ref int link = ref _buckets[entry.Hash & (uint)(_buckets.Length - 1)];
        int at = link - 1;
        if (at == id)
        {
            link = entry.Next + 1;
        }
        else
        {
            while (Entries[at].Next != id)
            {
                at = Entries[at].Next;
            }

            Entries[at].Next = entry.Next;
        }

        OnDelete(id);
        entry = new Entry { Next = _free };
        _free = id;
        Size--;
    }

    public void Clear()
    {
        Array.Clear(_buckets);
        Array.Clear(Entries, 0, _used);
        _used = 0;
        _free = -1;
        Size = 0;
    }

    /// <summary>The first id of a bucket, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private protected int First(uint hash) => _buckets[hash & (uint)(_buckets.Length - 1)] - 1;

    private protected int Insert(uint hash, TKey key)
    {
        int id = _free;
        if (id >= 0)
        {
            _free = Entries[id].Next;
        }
        else
        {
            if (_used == Entries.Length)
            {
                Grow();
            }

            id = _used++;
        }

        ref int bucket = ref _buckets[hash & (uint)(_buckets.Length - 1)];
        Entries[id] = new Entry { Key = key, Hash = hash, Next = bucket - 1, Occupied = true };
        bucket = id + 1;
        Size++;
        return id;
    }

    private protected virtual void OnDelete(int id)
    {
    }

    private void Grow()
    {
        Array.Resize(ref Entries, _used * 2);
        _buckets = new int[Entries.Length];
        for (int id = 0; id < _used; id++)
        {
            // The free list is empty when the table grows, so every entry is in a bucket.
            ref int bucket = ref _buckets[Entries[id].Hash & (uint)(_buckets.Length - 1)];
            Entries[id].Next = bucket - 1;
            bucket = id + 1;
        }
    }
}
