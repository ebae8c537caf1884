namespace FlinkSql.Functions.Scalar;

/// <summary>MAP_UNION: the entries of several maps; of equal keys the last counts.</summary>
public static class MapUnion
{
    [ScalarFunction("map_union(any...) -> $0")]
    public static KeyValuePair<object?, object?>[] Invoke(object?[] maps) =>
        Constructors.Map(
            [.. maps.SelectMany(map => (KeyValuePair<object?, object?>[])map!).SelectMany(entry => new[] { entry.Key, entry.Value })]);
}
