using FlinkSql.Columnar.State;
using FlinkSql.Functions.State;

namespace FlinkSql.Functions.Aggregates;

/// <summary>The best value of rows that can be taken back, so all of them are kept with their counts.</summary>
public struct RetractingExtreme<T, TOrder> : ISavedState
    where T : unmanaged, IEquatable<T>
    where TOrder : struct, IOrder<T>
{
    private ValueHeap<T, TOrder>? _heap;

    public void Add(T value) => Change(value, 1);

    public void Retract(T value) => Change(value, -1);

    public void Merge(in RetractingExtreme<T, TOrder> other)
    {
        if (other._heap is not { Table: { } table })
        {
            return;
        }

        for (int id = 0; id < table.Limit; id++)
        {
            if (table.IsOccupied(id))
            {
                Change(table[id].Key, table[id].Count);
            }
        }
    }

    public readonly bool Result(out T value)
    {
        if (_heap is not { Live: > 0 } heap)
        {
            value = default;
            return false;
        }

        value = heap.Table[heap.Top].Key;
        return true;
    }

    public readonly void Save(StateWriter writer)
    {
        writer.Write(_heap?.Table.Size ?? 0);
        for (int id = 0; id < (_heap?.Table.Limit ?? 0); id++)
        {
            if (_heap!.Table.IsOccupied(id))
            {
                writer.Write(_heap.Table[id].Key);
                writer.Write(_heap.Table[id].Count);
            }
        }
    }

    public void Load(ref StateReader reader)
    {
        _heap = null;
        for (int rest = reader.Read<int>(); rest > 0; rest--)
        {
            T value = reader.Read<T>();
            Change(value, reader.Read<long>());
        }
    }

    private void Change(T value, long times)
    {
        _heap ??= new ValueHeap<T, TOrder>(new ValueTable<T>());
        if (times != 0)
        {
            _heap.Change(_heap.Table.GetOrAdd(value), times);
        }
    }
}
