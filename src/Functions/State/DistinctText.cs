using FlinkSql.Columnar.State;

namespace FlinkSql.Functions.State;

/// <summary>The texts or byte strings a DISTINCT aggregate has seen, see <see cref="DistinctValues{T}"/>.</summary>
public struct DistinctText : ISavedState
{
    private TextTable? _table;

    /// <summary>Different texts.</summary>
    public int Count { get; private set; }

    /// <summary>True when the text is the first of its kind: the aggregate has to take it.</summary>
    public bool Add(ReadOnlySpan<byte> text) => Add(text, 1);

    /// <summary>Adds a text several times, as merging does.</summary>
    public bool Add(ReadOnlySpan<byte> text, long times)
    {
        _table ??= new TextTable();
        int id = _table.GetOrAdd(text);
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

    /// <summary>True when the text was the last of its kind: the aggregate has to give it back.</summary>
    public bool Remove(ReadOnlySpan<byte> text)
    {
        _table ??= new TextTable();
        int id = _table.GetOrAdd(text);
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
        foreach (Item item in this)
        {
            writer.WriteBytes(item.Value);
            writer.Write(item.Count);
        }
    }

    public void Load(ref StateReader reader)
    {
        this = default;
        for (int rest = reader.Read<int>(); rest > 0; rest--)
        {
            ReadOnlySpan<byte> text = reader.ReadBytes();
            Add(text, reader.Read<long>());
        }
    }

    /// <summary>A text and how often it is there.</summary>
    public readonly ref struct Item(ReadOnlySpan<byte> value, long count)
    {
        public ReadOnlySpan<byte> Value { get; } = value;

        public long Count { get; } = count;
    }

    /// <summary>Walks the texts and their counts in a repeatable order.</summary>
    public struct Enumerator
    {
        private readonly TextTable? _table;
        private int _id;

        internal Enumerator(TextTable? table)
        {
            _table = table;
            _id = -1;
        }

        public readonly Item Current => new(_table!.Text(_id), _table[_id].Count);

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
