namespace FlinkSql.Functions.Scalar;

/// <summary>CARDINALITY: how many elements or entries a value has.</summary>
public static class Cardinality
{
    [ScalarFunction("cardinality(array) -> int")]
    public static int Array(object? value) => ((object?[])value!).Length;

    [ScalarFunction("cardinality(map) -> int")]
    public static int Map(object? value) => ((KeyValuePair<object?, object?>[])value!).Length;

    /// <summary>Equal elements are counted as often as they are there.</summary>
    [ScalarFunction("cardinality(multiset) -> int")]
    public static int Multiset(object? value) =>
        ((KeyValuePair<object?, object?>[])value!).Sum(entry => (int)entry.Value!);
}
