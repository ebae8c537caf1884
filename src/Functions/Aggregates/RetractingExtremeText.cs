using FlinkSql.Columnar.State;
using FlinkSql.Functions.State;

namespace FlinkSql.Functions.Aggregates;

/// <summary>The best text of rows that can be taken back, so all of them are kept with their counts.</summary>
public struct RetractingExtremeText<TOrder> : ISavedState
    where TOrder : struct, IOrder<int>
{
    private TextHeap? _heap;

    public void Add(ReadOnlySpan<byte> value) => Change(value, 1);

    public void Retract(ReadOnlySpan<byte> value) => Change(value, -1);

    public void Merge(in RetractingExtremeText<TOrder> other)
    {
        if (other._heap is not { Table: { } table })
        {
            return;
        }

        for (int id = 0; id < table.Limit; id++)
        {
            if (table.IsOccupied(id))
            {
                Change(table.Text(id), table[id].Count);
            }
        }
    }

    public readonly bool Result(out ReadOnlySpan<byte> value)
    {
        if (_heap is not { Live: > 0 } heap)
        {
            value = default;
            return false;
        }

        value = heap.Table.Text(heap.Top);
        return true;
    }

    public readonly void Save(StateWriter writer)
    {
        writer.Write(_heap?.Table.Size ?? 0);
        for (int id = 0; id < (_heap?.Table.Limit ?? 0); id++)
        {
            if (_heap!.Table.IsOccupied(id))
            {
                writer.WriteBytes(_heap.Table.Text(id));
                writer.Write(_heap.Table[id].Count);
            }
        }
    }

    public void Load(ref StateReader reader)
    {
        _heap = null;
        for (int rest = reader.Read<int>(); rest > 0; rest--)
        {
            ReadOnlySpan<byte> text = reader.ReadBytes();
            Change(text, reader.Read<long>());
        }
    }

    private void Change(ReadOnlySpan<byte> value, long times)
    {
        _heap ??= new TextHeap(new TextTable(), TOrder.PrefersGreater);
        if (times != 0)
        {
            _heap.Change(_heap.Table.GetOrAdd(value), times);
        }
    }
}
