using System.Diagnostics;
using FlinkSql.Columnar;

namespace FlinkSql.Functions;

/// <summary>The word by which signatures and casts name a type, whatever its length, precision or elements.</summary>
public static class TypeFamily
{
    public static string Of(DataType type) => type switch
    {
        BooleanType => "boolean",
        IntegerType { Width: 1 } => "tinyint",
        IntegerType { Width: 2 } => "smallint",
        IntegerType { Width: 4 } => "int",
        IntegerType => "bigint",
        FloatingType { Width: 4 } => "float",
        FloatingType => "double",
        DecimalType => "decimal",
        StringType => "string",
        BinaryType => "bytes",
        DateType => "date",
        TimeType => "time",
        TimestampType { LocalTimeZone: true } => "timestamp_ltz",
        TimestampType => "timestamp",
        IntervalType { YearMonth: true } => "interval_month",
        IntervalType => "interval_day",
        ArrayType => "array",
        MapType => "map",
        MultisetType => "multiset",
        RowType => "row",
        VariantType => "variant",
        NullType => "null",
        _ => throw new UnreachableException(),
    };
}
