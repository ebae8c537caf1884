using FlinkSql.Columnar;
using FlinkSql.Columnar.State;
using FlinkSql.Functions.State;

namespace FlinkSql.Functions.Aggregates;

/// <summary>ARRAY_AGG: the values in the order of arrival, NULLs among them; NULL where there is no row.</summary>
[AggregateFunction("array_agg(any) -> infer", Retracts = true, CalledOnNull = true)]
public struct ArrayAgg : ISavedState
{
    private List<object?>? _values;

    public void Add(object? value) => (_values ??= []).Add(value);

    /// <summary>Takes the earliest equal value back.</summary>
    public readonly void Retract(object? value)
    {
        int at = _values?.FindIndex(held => BoxedEquality.Instance.Equals(held, value)) ?? -1;
        if (at >= 0)
        {
            _values!.RemoveAt(at);
        }
    }

    /// <summary>The other state's rows came later.</summary>
    public void Merge(in ArrayAgg other)
    {
        if (other._values is { Count: > 0 } values)
        {
            (_values ??= []).AddRange(values);
        }
    }

    public readonly bool Result(out object? value)
    {
        value = _values?.ToArray();
        return _values is { Count: > 0 };
    }

    public readonly void Save(StateWriter writer)
    {
        writer.Write(_values?.Count ?? 0);
        foreach (object? value in _values ?? [])
        {
            BoxedState.Write(writer, value);
        }
    }

    public void Load(ref StateReader reader)
    {
        _values = [];
        for (int rest = reader.Read<int>(); rest > 0; rest--)
        {
            _values.Add(BoxedState.Read(ref reader));
        }
    }

    public static DataType InferResult(ReadOnlySpan<DataType> arguments) => new ArrayType(arguments[0]);
}
