namespace FlinkSql.Columnar;

/// <summary>The common types by name, nullable.</summary>
public static class DataTypes
{
    public static readonly DataType Boolean = new BooleanType();
    public static readonly DataType TinyInt = new IntegerType(1);
    public static readonly DataType SmallInt = new IntegerType(2);
    public static readonly DataType Int = new IntegerType(4);
    public static readonly DataType BigInt = new IntegerType(8);
    public static readonly DataType Float = new FloatingType(4);
    public static readonly DataType Double = new FloatingType(8);
    public static readonly DataType String = new StringType();
    public static readonly DataType Bytes = new BinaryType();
    public static readonly DataType Date = new DateType();
    public static readonly DataType Time = new TimeType();
    public static readonly DataType Timestamp3 = new TimestampType(3);
    public static readonly DataType TimestampLtz3 = new TimestampType(3, LocalTimeZone: true);
    public static readonly DataType DayTimeInterval = new IntervalType(YearMonth: false);
    public static readonly DataType YearMonthInterval = new IntervalType(YearMonth: true);
    public static readonly DataType Variant = new VariantType();
    public static readonly DataType Null = new NullType();

    public static DataType Decimal(int precision, int scale) => new DecimalType(precision, scale);

    /// <summary>The same type without NULL.</summary>
    public static DataType NotNull(this DataType type) => type.WithNullable(false);

    /// <summary>Whether the type is an integer, DECIMAL, FLOAT or DOUBLE.</summary>
    public static bool IsNumeric(this DataType type) => type is IntegerType or DecimalType or FloatingType;
}
