using FlinkSql.Columnar;
using FlinkSql.Columnar.State;
using FlinkSql.Functions.State;

namespace FlinkSql.Functions.Aggregates;

/// <summary>COLLECT: the multiset of the values that are not NULL, in the order of their first arrival.</summary>
[AggregateFunction("collect(any) -> infer", Retracts = true)]
public struct Collect : ISavedState
{
    private OrderedDictionary<object, int>? _counts;

    public void Add(object? value) => Change(value!, 1);

    public void Retract(object? value) => Change(value!, -1);

    public void Merge(in Collect other)
    {
        if (other._counts is { } counts)
        {
            foreach ((object value, int count) in counts)
            {
                Change(value, count);
            }
        }
    }

    public readonly bool Result(out object? value)
    {
        value = null;
        if (_counts is null)
        {
            return false;
        }

        KeyValuePair<object?, object?>[] entries =
            [.. _counts.Where(entry => entry.Value > 0).Select(entry => new KeyValuePair<object?, object?>(entry.Key, entry.Value))];
        value = entries;
        return entries.Length > 0;
    }

    public readonly void Save(StateWriter writer)
    {
        writer.Write(_counts?.Count ?? 0);
        foreach ((object value, int count) in _counts ?? [])
        {
            BoxedState.Write(writer, value);
            writer.Write(count);
        }
    }

    public void Load(ref StateReader reader)
    {
        _counts = null;
        for (int rest = reader.Read<int>(); rest > 0; rest--)
        {
            object value = BoxedState.Read(ref reader)!;
            Change(value, reader.Read<int>());
        }
    }

    public static DataType InferResult(ReadOnlySpan<DataType> arguments) => new MultisetType(arguments[0].NotNull());

    private void Change(object value, int times)
    {
        _counts ??= new OrderedDictionary<object, int>(BoxedEquality.Instance);
        int count = _counts.GetValueOrDefault(value) + times;
        if (count == 0)
        {
            _counts.Remove(value);
        }
        else
        {
            _counts[value] = count;
        }
    }
}
