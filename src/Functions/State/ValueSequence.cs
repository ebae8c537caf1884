using FlinkSql.Columnar.State;

namespace FlinkSql.Functions.State;

/// <summary>Values of fixed width in the order of arrival, from which rows can be taken back.</summary>
internal struct ValueSequence<T> : ISavedState
    where T : unmanaged, IEquatable<T>
{
    private ValueTable<T>? _table;
    private ArrivalOrder<T>? _order;

    public void Add(T value)
    {
        if (_table is null)
        {
            _table = new ValueTable<T>();
            _order = new ArrivalOrder<T>(_table);
        }

        _order!.Add(_table.GetOrAdd(value));
    }

    public readonly void Remove(T value)
    {
        if (_table is not null)
        {
            _order!.Remove(_table.Find(value));
        }
    }

    public void Append(in ValueSequence<T> other)
    {
        foreach (T value in other.ToArray())
        {
            Add(value);
        }
    }

    public readonly bool TryFirst(out T value)
    {
        bool any = _order is { Live: > 0 };
        value = any ? _table![_order!.First].Key : default;
        return any;
    }

    public readonly bool TryLast(out T value)
    {
        bool any = _order is { Live: > 0 };
        value = any ? _table![_order!.Last].Key : default;
        return any;
    }

    public readonly void Save(StateWriter writer)
    {
        T[] values = ToArray();
        writer.Write(values.Length);
        foreach (T value in values)
        {
            writer.Write(value);
        }
    }

    public void Load(ref StateReader reader)
    {
        this = default;
        for (int rest = reader.Read<int>(); rest > 0; rest--)
        {
            Add(reader.Read<T>());
        }
    }

    private readonly T[] ToArray()
    {
        int[] ids = [];
        var values = new T[_order?.CopyTo(ref ids) ?? 0];
        for (int at = 0; at < values.Length; at++)
        {
            values[at] = _table![ids[at]].Key;
        }

        return values;
    }
}
