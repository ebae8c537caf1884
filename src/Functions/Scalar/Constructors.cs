using FlinkSql.Columnar;
using FlinkSql.Functions.State;

namespace FlinkSql.Functions.Scalar;

/// <summary>
/// The constructors ARRAY[...], MAP[...] and ROW(...), whose parts are boxed values of the element types.
/// </summary>
public static class Constructors
{
    [ScalarFunction("$array(any...) -> infer", CalledOnNull = true)]
    public static object?[] Array(object?[] elements) => elements;

    [ScalarFunction("$row(any...) -> infer", CalledOnNull = true)]
    public static object?[] Row(object?[] fields) => fields;

    /// <summary>Keys and values in turn; of equal keys the last counts.</summary>
    [ScalarFunction("$map(any...) -> infer", CalledOnNull = true)]
    public static KeyValuePair<object?, object?>[] Map(object?[] items)
    {
        var map = new OrderedDictionary<Key, object?>();
        for (int item = 0; item + 1 < items.Length; item += 2)
        {
            map[new Key(items[item])] = items[item + 1];
        }

        return [.. map.Select(entry => new KeyValuePair<object?, object?>(entry.Key.Value, entry.Value))];
    }

    /// <summary>The binder knows the type: the parts are cast to it before they are put together.</summary>
    public static DataType InferResult(ReadOnlySpan<DataType> arguments) => new ArrayType(arguments[0]);

    private readonly record struct Key(object? Value)
    {
        public bool Equals(Key other) => BoxedEquality.Instance.Equals(Value, other.Value);

        public override int GetHashCode() => BoxedEquality.Instance.GetHashCode(Value);
    }
}
