using System.Runtime.InteropServices;

namespace FlinkSql.Runtime.State;

/// <summary>
/// Finds entries by the key columns of a row. An entry points to a kept row that holds its key, so a key costs no
/// memory of its own. Entries stand in the order in which they were added, or last moved to the end.
/// </summary>
/// <param name="keys">The key columns.</param>
/// <param name="rows">Where the rows lie.</param>
public sealed class RowIndex<TValue>(RowKeys keys, RowStore rows)
{
    /// <summary>Stands for no entry.</summary>
    public const int None = -1;

    private readonly Dictionary<ulong, int> _first = [];
    private readonly Stack<int> _free = [];
    private Entry[] _entries = new Entry[16];
    private int _used;
    private int _last = None;

    /// <summary>Entries held.</summary>
    public int Count => _used - _free.Count;

    /// <summary>The first entry, or <see cref="None"/>.</summary>
    public int First { get; private set; } = None;

    /// <summary>The entry that stands behind another, or <see cref="None"/>.</summary>
    public int After(int entry) => _entries[entry].After;

    /// <summary>The entry of a key, or <see cref="None"/>.</summary>
    public int Find(RowKey key)
    {
        int entry = _first.GetValueOrDefault(key.Hash, None);
        while (entry != None && !keys.Equal(rows[_entries[entry].Row], key.Row))
        {
            entry = _entries[entry].Next;
        }

        return entry;
    }

    /// <summary>Adds an entry for a key that has none, at the end.</summary>
    /// <param name="hash">The hash of the key.</param>
    /// <param name="row">The number of a kept row with the key.</param>
    /// <param name="value">What else is kept with the key.</param>
    public int Add(ulong hash, int row, TValue value)
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
        _entries[entry] = new Entry { Hash = hash, Row = row, Next = known ? first : None, Value = value };
        first = entry;
        Append(entry);
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

        Unlink(entry);
        _entries[entry] = default;
        _free.Push(entry);
    }

    /// <summary>Lets an entry stand behind all others.</summary>
    public void MoveToEnd(int entry)
    {
        if (entry != _last)
        {
            Unlink(entry);
            Append(entry);
        }
    }

    /// <summary>Lets the entries stand in the order of a number; equal ones keep theirs.</summary>
    public void Sort(Func<TValue, long> by)
    {
        var entries = new List<int>(Count);
        for (int entry = First; entry != None; entry = After(entry))
        {
            entries.Add(entry);
        }

        foreach (int entry in entries.OrderBy(entry => by(Value(entry))))
        {
            MoveToEnd(entry);
        }
    }

    /// <summary>The number of the row that holds the key; it may be given another with the same key.</summary>
    public ref int Row(int entry) => ref _entries[entry].Row;

    /// <summary>What else is kept with the key.</summary>
    public ref TValue Value(int entry) => ref _entries[entry].Value;

    private void Append(int entry)
    {
        _entries[entry].Before = _last;
        _entries[entry].After = None;
        if (_last == None)
        {
            First = entry;
        }
        else
        {
            _entries[_last].After = entry;
        }

        _last = entry;
    }

    private void Unlink(int entry)
    {
        (int before, int after) = (_entries[entry].Before, _entries[entry].After);
        if (before == None)
        {
            First = after;
        }
        else
        {
            _entries[before].After = after;
        }

        if (after == None)
        {
            _last = before;
        }
        else
        {
            _entries[after].Before = before;
        }
    }

    private struct Entry
    {
        public ulong Hash;
        public int Row;

        /// <summary>The next entry with the same hash.</summary>
        public int Next;

        public int Before;
        public int After;
        public TValue Value;
    }
}
