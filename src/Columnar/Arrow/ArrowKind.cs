namespace FlinkSql.Columnar.Arrow;

/// <summary>The types of Arrow's metadata, with their numbers there.</summary>
internal enum ArrowKind : byte
{
    None = 0,
    Null = 1,
    Int = 2,
    FloatingPoint = 3,
    Binary = 4,
    Utf8 = 5,
    Bool = 6,
    Decimal = 7,
    Date = 8,
    Time = 9,
    Timestamp = 10,
    Interval = 11,
    List = 12,
    Struct = 13,
    Union = 14,
    FixedSizeBinary = 15,
    FixedSizeList = 16,
    Map = 17,
    Duration = 18,
    LargeBinary = 19,
    LargeUtf8 = 20,
    LargeList = 21,
    RunEndEncoded = 22,
    BinaryView = 23,
    Utf8View = 24,
    ListView = 25,
    LargeListView = 26,
}

/// <summary>Units of Arrow's times; DATE and INTERVAL use the first numbers with a meaning of their own.</summary>
internal enum ArrowUnit : short
{
    Second = 0,
    Millisecond = 1,
    Microsecond = 2,
    Nanosecond = 3,
}

/// <summary>Names for the unit numbers of DATE, INTERVAL and floating-point types.</summary>
internal static class ArrowUnits
{
    public const ArrowUnit DateDay = (ArrowUnit)0;
    public const ArrowUnit DateMillisecond = (ArrowUnit)1;
    public const ArrowUnit IntervalYearMonth = (ArrowUnit)0;
    public const ArrowUnit IntervalDayTime = (ArrowUnit)1;

    /// <summary>Units in one second.</summary>
    public static long PerSecond(this ArrowUnit unit) => PowersOfTen.Of64[3 * (int)unit];
}
