using System.Runtime.InteropServices;

namespace FlinkSql.Runtime.State;

/// <summary>
/// Finds entries by the key columns of a row. An entry points to a kept row that holds its key, so a key costs no
/// memory of its own; entries are in the order in which they were added, except that they fill gaps.
/// </summary>
/// <param name="keys">The key columns.</param>
/// <param name="rows">Where the rows lie.</param>
public sealed class RowIndex<TValue>(RowKeys keys, RowStore rows)
    where TValue : struct
{
    private const int None = -1;

    private readonly Dictionary<ulong, int> _first = [];
    private readonly Stack<int> _free = [];
    private Entry[] _entries = new Entry[16];
    private int _used;

    /// <summary>Entries held.</summary>
    public int Count => _used - _free.Count;

    /// <summary>Entry numbers go from 0 to below this; some may be free.</summary>
    public int Limit => _used;

    /// <summary>The entry of a key, or -1.</summary>
    public int Find(RowKey key)
    {
        int entry = _first.GetValueOrDefault(key.Hash, None);
        while (entry != None && !keys.Equal(rows[_entries[entry].Row], key.Row))
        {
            entry = _entries[entry].Next;
        }

        return entry;
    }

    /// <summary>Adds an entry for a key that has none.</summary>
    /// <param name="hash">The hash of the key.</param>
    /// <param name="row">The number of a kept row with the key.</param>
    public int Add(ulong hash, int row)
    {
        if (!_free.TryPop(out int entry))
        {
            if (_used == _entries.Length)
            {
                Array.Resize(ref _entries, 2 * _used);
            }

            entry = _used++;
        }

        ref int first = ref CollectionsMarshal.GetValueRefOrAddDefault(_first, hash, out bool known);
        _entries[entry] = new Entry { Hash = hash, Row = row, Next = known ? first : None, InUse = true };
        first = entry;
        return entry;
    }

    /// <summary>Takes an entry out.</summary>
    public void Remove(int entry)
    {
        (ulong hash, int next) = (_entries[entry].Hash, _entries[entry].Next);
        int before = _first[hash];
        if (before == entry && next == None)
        {
            _first.Remove(hash);
        }
        else if (before == entry)
        {
            _first[hash] = next;
        }
        else
        {
            while (_entries[before].Next != entry)
            {
                before = _entries[before].Next;
            }

            _entries[before].Next = next;
        }

        _entries[entry] = default;
        _free.Push(entry);
    }

    public bool InUse(int entry) => _entries[entry].InUse;

    /// <summary>The number of the row that holds the key; it may be given another with the same key.</summary>
    public ref int Row(int entry) => ref _entries[entry].Row;

    /// <summary>What else is kept with the key.</summary>
    public ref TValue Value(int entry) => ref _entries[entry].Value;

    private struct Entry
    {
        public ulong Hash;
        public int Next;
        public int Row;
        public bool InUse;
        public TValue Value;
    }
}
