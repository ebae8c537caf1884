using FlinkSql.Columnar;

namespace FlinkSql.Functions;

/// <summary>The type that values of several types are brought to by functions that take any number of them.</summary>
internal static class CommonType
{
    public static DataType Of(ReadOnlySpan<DataType> types)
    {
        DataType common = DataTypes.Null;
        foreach (DataType type in types)
        {
            common = Of(common, type);
        }

        return common;
    }

    private static DataType Of(DataType left, DataType right)
    {
        bool nullable = left.Nullable || right.Nullable;
        DataType common = (left, right) switch
        {
            (NullType, _) => right,
            (_, NullType) => left,
            _ when left.SameIgnoringNullability(right) => left,
            (IntegerType a, IntegerType b) => a.Width >= b.Width ? a : b,
            (FloatingType { Width: 4 }, FloatingType { Width: 4 } or IntegerType) => left,
            (IntegerType, FloatingType { Width: 4 }) => right,
            _ when left.IsNumeric() && right.IsNumeric() && (left is FloatingType || right is FloatingType) => DataTypes.Double,
            _ when left.IsNumeric() && right.IsNumeric() => DecimalTypes.Common(DecimalTypes.Of(left), DecimalTypes.Of(right)),
            (StringType, StringType) => DataTypes.String,
            (BinaryType, BinaryType) => DataTypes.Bytes,
            (TimestampType a, TimestampType b) when a.LocalTimeZone == b.LocalTimeZone =>
                a.Precision >= b.Precision ? a : b,
            (TimeType a, TimeType b) => a.Precision >= b.Precision ? a : b,
            _ => throw new QueryException("FLS6017", $"{left.Name} and {right.Name} have no common type"),
        };
        return common.WithNullable(nullable);
    }
}
