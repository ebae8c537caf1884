using FlinkSql.Columnar;

namespace FlinkSql.Connectors.Formats.Arrow;

/// <summary>Compares the types of an Arrow file with those that a table declares.</summary>
internal static class ArrowColumns
{
    /// <summary>Whether values of one type are laid out and mean the same as those of the other.</summary>
    public static bool Fits(DataType found, DataType declared) => (found, declared) switch
    {
        (StringType or VariantType, StringType or VariantType) => true,
        (BinaryType, BinaryType) => true,
        (TimeType one, TimeType other) => SameUnit(one.Precision, other.Precision),
        (TimestampType one, TimestampType other) =>
            one.LocalTimeZone == other.LocalTimeZone && SameUnit(one.Precision, other.Precision),
        (DecimalType one, DecimalType other) =>
            one.Scale == other.Scale && one.Physical == other.Physical && one.Precision <= other.Precision,
        (ArrayType one, ArrayType other) => Fits(one.Element, other.Element),
        (MapType or MultisetType, MapType or MultisetType) => FitsEntries(MapTypes.Of(found), MapTypes.Of(declared)),
        (RowType one, RowType other) => one.Fields.Count == other.Fields.Count
            && one.Fields.Zip(other.Fields).All(pair => Fits(pair.First.Type, pair.Second.Type)),
        _ => found.SameIgnoringNullability(declared),
    };

    private static bool SameUnit(int one, int other) => TimeUnits.PerSecond(one) == TimeUnits.PerSecond(other);

    private static bool FitsEntries((DataType Key, DataType Value) one, (DataType Key, DataType Value) other) =>
        Fits(one.Key, other.Key) && Fits(one.Value, other.Value);
}
