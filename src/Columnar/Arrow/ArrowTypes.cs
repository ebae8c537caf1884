using System.Diagnostics;

namespace FlinkSql.Columnar.Arrow;

/// <summary>Which Arrow type stands for which SQL type, both ways.</summary>
internal static class ArrowTypes
{
    /// <summary>The field that a column of the type is written as.</summary>
    public static ArrowField ToField(string name, DataType type) => new(name, ToArrow(type), ChildrenOf(type))
    {
        Nullable = type.Nullable,
        DataType = type,
    };

    /// <summary>The SQL type of a field read, made from the types of its children.</summary>
    public static DataType FromField(string name, ArrowType type, ArrowField[] children, bool nullable)
    {
        DataType bare = type.Kind switch
        {
            ArrowKind.Null => DataTypes.Null,
            ArrowKind.Bool => DataTypes.Boolean,
            ArrowKind.Int => OfInteger(type),
            ArrowKind.FloatingPoint => type.Width == 64 ? DataTypes.Double : DataTypes.Float,
            ArrowKind.Decimal => OfDecimal(name, type),
            ArrowKind.Utf8 or ArrowKind.LargeUtf8 => DataTypes.String,
            ArrowKind.Binary or ArrowKind.LargeBinary => DataTypes.Bytes,
            ArrowKind.FixedSizeBinary => new BinaryType(type.Width, Fixed: true),
            ArrowKind.Date => DataTypes.Date,
            ArrowKind.Time => new TimeType(3 * (int)type.Unit),
            ArrowKind.Timestamp => new TimestampType(3 * (int)type.Unit, type.Zoned),
            ArrowKind.Duration => DataTypes.DayTimeInterval,
            ArrowKind.Interval when type.Unit == ArrowUnits.IntervalYearMonth => DataTypes.YearMonthInterval,
            ArrowKind.Interval when type.Unit == ArrowUnits.IntervalDayTime => DataTypes.DayTimeInterval,
            ArrowKind.List or ArrowKind.LargeList or ArrowKind.FixedSizeList =>
                new ArrayType(Only(name, type, children).DataType),
            ArrowKind.Map => OfMap(name, Only(name, type, children)),
            ArrowKind.Struct =>
                new RowType(children.Select(child => new Field(child.Name, child.DataType)).ToEquatable()),
            _ => throw new ArrowFormatException($"field \"{name}\" has type {type}, which is not supported"),
        };
        return bare is NullType ? bare : bare.WithNullable(nullable);
    }

    private static ArrowType ToArrow(DataType type) => type switch
    {
        NullType => new(ArrowKind.Null),
        BooleanType => new(ArrowKind.Bool),
        IntegerType integer => new(ArrowKind.Int, integer.Width * 8, Signed: true),
        FloatingType floating => new(ArrowKind.FloatingPoint, floating.Width * 8),
        DecimalType number =>
            new(ArrowKind.Decimal, 128, Precision: number.Precision, Scale: number.Scale),
        StringType or VariantType => new(ArrowKind.Utf8),
        BinaryType => new(ArrowKind.Binary),
        DateType => new(ArrowKind.Date, Unit: ArrowUnits.DateDay),
        TimeType time => new(ArrowKind.Time, time.Precision <= 3 ? 32 : 64, Unit: StoredUnit(time.Precision)),
        TimestampType timestamp =>
            new(ArrowKind.Timestamp, Unit: StoredUnit(timestamp.Precision), Zoned: timestamp.LocalTimeZone),
        IntervalType { YearMonth: true } => new(ArrowKind.Interval, Unit: ArrowUnits.IntervalYearMonth),
        IntervalType => new(ArrowKind.Duration, Unit: ArrowUnit.Millisecond),
        ArrayType => new(ArrowKind.List),
        MapType or MultisetType => new(ArrowKind.Map),
        RowType => new(ArrowKind.Struct),
        _ => throw new UnreachableException(),
    };

    private static ArrowField[] ChildrenOf(DataType type) => type switch
    {
        ArrayType array => [ToField("item", array.Element)],
        RowType row => [.. row.Fields.Select(field => ToField(field.Name, field.Type))],
        MapType or MultisetType => [EntriesOf(MapTypes.Of(type))],
        _ => [],
    };

    private static ArrowField EntriesOf((DataType Key, DataType Value) types)
    {
        // Arrow declares entries and keys to be never null.
        ArrowField key = ToField("key", types.Key) with { Nullable = false };
        return new ArrowField("entries", new(ArrowKind.Struct), [key, ToField("value", types.Value)])
        {
            Nullable = false,
        };
    }

    private static ArrowUnit StoredUnit(int precision) => (ArrowUnit)(TimeUnits.Digits(precision) / 3);

    private static DataType OfInteger(ArrowType type) => (type.Width, type.Signed) switch
    {
        (8, true) => DataTypes.TinyInt,
        (8, false) or (16, true) => DataTypes.SmallInt,
        (16, false) or (32, true) => DataTypes.Int,
        (32, false) or (64, true) => DataTypes.BigInt,
        _ => DataTypes.Decimal(20, 0),
    };

    private static DecimalType OfDecimal(string name, ArrowType type) =>
        type.Width <= 128 && type.Precision is >= 1 and <= DecimalType.MaxPrecision
            && type.Scale >= 0 && type.Scale <= type.Precision
            ? new DecimalType(type.Precision, type.Scale)
            : throw new ArrowFormatException($"field \"{name}\" has type {type}, which no DECIMAL can hold");

    private static ArrowField Only(string name, ArrowType type, ArrowField[] children) => children.Length == 1
        ? children[0]
        : throw new ArrowFormatException($"field \"{name}\" of type {type} has {children.Length} children instead of one");

    private static MapType OfMap(string name, ArrowField entries) =>
        entries.Type.Kind == ArrowKind.Struct && entries.Children.Length == 2 && entries.Dictionary is null
            ? new MapType(entries.Children[0].DataType, entries.Children[1].DataType)
            : throw new ArrowFormatException($"field \"{name}\" is a map whose entries are not pairs");
}
