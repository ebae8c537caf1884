using FlinkSql.Columnar.State;

namespace FlinkSql.Functions.State;

/// <summary>
/// The values a DISTINCT aggregate has seen, with how often, so that rows can be taken back: a multiset of values of
/// fixed width. The default is empty.
/// </summary>
public struct DistinctValues<T> : ISavedState
    where T : unmanaged, IEquatable<T>
{
    private ValueTable<T>? _table;

    /// <summary>Different values.</summary>
    public int Count { get; private set; }

    /// <summary>True when the value is the first of its kind: the aggregate has to take it.</summary>
    public bool Add(T value) => Add(value, 1);

    /// <summary>Adds a value several times, as merging does.</summary>
    public bool Add(T value, long times)
    {
        _table ??= new ValueTable<T>();
        int id = _table.GetOrAdd(value);
        long before = _table[id].Count;
        long after = before + times;
        _table[id].Count = after;
        if (after == 0)
        {
            _table.Delete(id);
        }

        bool appears = before <= 0 && after > 0;
        Count += appears ? 1 : 0;
        return appears;
    }

    /// <summary>True when the value was the last of its kind: the aggregate has to give it back.</summary>
    public bool Remove(T value)
    {
        // A value taken back before it was added leaves a debt, which the addition settles.
        _table ??= new ValueTable<T>();
        int id = _table.GetOrAdd(value);
        long after = --_table[id].Count;
        if (after == 0)
        {
            _table.Delete(id);
            Count--;
        }

        return after == 0;
    }

    public readonly Enumerator GetEnumerator() => new(_table);

    public readonly void Save(StateWriter writer)
    {
        writer.Write(_table?.Size ?? 0);
        foreach ((T value, long count) in this)
        {
            writer.Write(value);
            writer.Write(count);
        }
    }

    public void Load(ref StateReader reader)
    {
        this = default;
        for (int rest = reader.Read<int>(); rest > 0; rest--)
        {
            T value = reader.Read<T>();
            Add(value, reader.Read<long>());
        }
    }

    /// <summary>Walks the values and their counts in a repeatable order.</summary>
    public struct Enumerator
    {
        private readonly ValueTable<T>? _table;
        private int _id;

        internal Enumerator(ValueTable<T>? table)
        {
            _table = table;
            _id = -1;
        }

        public readonly (T Value, long Count) Current => (_table![_id].Key, _table[_id].Count);

        public bool MoveNext()
        {
            int limit = _table?.Limit ?? 0;
            do
            {
                _id++;
            }
            while (_id < limit && !_table!.IsOccupied(_id));

            return _id < limit;
        }
    }
}
