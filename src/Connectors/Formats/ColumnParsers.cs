using FlinkSql.Columnar;

namespace FlinkSql.Connectors.Formats;

/// <summary>Picks the parser of a column whose fields are text; nested types are the format's own.</summary>
internal static class ColumnParsers
{
    /// <summary>The parser, or null for ARRAY, MAP, MULTISET and ROW.</summary>
    public static ColumnParser? Create(ReadColumn column, int field, ParseRules rules)
    {
        return column.Field.Type switch
        {
            BooleanType => new BooleanColumnParser(column, field, rules),
            IntegerType { Width: 1 } => Fixed<sbyte, IntegerParser<sbyte>>(default),
            IntegerType { Width: 2 } => Fixed<short, IntegerParser<short>>(default),
            IntegerType { Width: 4 } => Fixed<int, IntegerParser<int>>(default),
            IntegerType => Fixed<long, IntegerParser<long>>(default),
            FloatingType { Width: 4 } => Fixed<float, FloatParser>(default),
            FloatingType => Fixed<double, DoubleParser>(default),
            DecimalType { Physical: PhysicalType.Int64 } type => Fixed<long, CompactDecimalParser>(new(type)),
            DecimalType type => Fixed<Int128, WideDecimalParser>(new(type)),
            DateType => Fixed<int, DateParser>(default),
            TimeType { Physical: PhysicalType.Int32 } time => Fixed<int, MillisTimeParser>(new(time.Precision)),
            TimeType time => Fixed<long, FineTimeParser>(new(time.Precision)),
            TimestampType { LocalTimeZone: true } instant =>
                Fixed<long, InstantParser>(new(instant.Precision, rules.Zone)),
            TimestampType timestamp => Fixed<long, TimestampParser>(new(timestamp.Precision)),
            IntervalType { YearMonth: true } => Fixed<int, YearMonthParser>(default),
            IntervalType => Fixed<long, DayTimeParser>(default),
            StringType or VariantType => new TextColumnParser(column, field, rules),
            BinaryType => new Base64ColumnParser(column, field, rules),
            NullType => new NullColumnParser(column, field, rules),
            _ => null,
        };

        ColumnParser Fixed<T, TParser>(TParser parser)
            where T : unmanaged
            where TParser : struct, IFieldParser<T> => new FixedColumnParser<T, TParser>(column, field, rules, parser);
    }
}
