namespace FlinkSql.Columnar;

/// <summary>The types of the keys and values that a MAP or a MULTISET stores.</summary>
public static class MapTypes
{
    /// <summary>A MULTISET maps each element to its count.</summary>
    public static (DataType Key, DataType Value) Of(DataType type) => type switch
    {
        MapType map => (map.Key, map.Value),
        MultisetType multiset => (multiset.Element, DataTypes.Int.NotNull()),
        _ => throw new ArgumentException($"columnar: {type} is not a map"),
    };
}
