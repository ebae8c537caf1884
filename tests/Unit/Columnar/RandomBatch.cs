using FlinkSql.Columnar;

namespace FlinkSql.Tests.Unit.Columnar;

/// <summary>Schemas, values and batches from a seed, for round-trip tests over every type.</summary>
internal sealed class RandomBatch(int seed)
{
    private static readonly string[] Words =
        ["", "a", "it's", "two words", "wörld ☺ 🙂", "NULL", "back\\slash", "line\nend\t'", "[1, 2]", "x=y, {z}"];

    private readonly Random _random = new(seed);

    /// <summary>Every type without parameters, and the bounds of those with them.</summary>
    public static DataType[] Primitives { get; } =
    [
        DataTypes.Boolean, DataTypes.TinyInt, DataTypes.SmallInt, DataTypes.Int, DataTypes.BigInt, DataTypes.Float,
        DataTypes.Double, DataTypes.Decimal(1, 0), DataTypes.Decimal(9, 9), DataTypes.Decimal(18, 3),
        DataTypes.Decimal(19, 0), DataTypes.Decimal(38, 38), DataTypes.String, new StringType(5, Fixed: true),
        new StringType(10), DataTypes.Bytes, new BinaryType(3, Fixed: true), new BinaryType(7), DataTypes.Date,
        new TimeType(0), new TimeType(3), new TimeType(6), new TimeType(9), new TimestampType(0),
        new TimestampType(3), new TimestampType(6), new TimestampType(9), new TimestampType(3, LocalTimeZone: true),
        new TimestampType(9, LocalTimeZone: true), DataTypes.DayTimeInterval, DataTypes.YearMonthInterval,
        DataTypes.Variant, DataTypes.Null,
    ];

    public Schema Schema(int columns) =>
        new(Enumerable.Range(0, columns).Select(column => new Field($"c{column}", Type(2))).ToEquatable());

    public DataType Type(int depth)
    {
        DataType type = _random.Next(depth == 0 ? 1 : 8) switch
        {
            4 => new ArrayType(Type(depth - 1)),
            5 => new MapType(KeyType(), Type(depth - 1)),
            6 => new MultisetType(KeyType()),
            7 => new RowType([new("x", Type(depth - 1)), new("a `b`", Type(depth - 1))]),
            _ => Primitives[_random.Next(Primitives.Length)],
        };
        return type is NullType ? type : type.WithNullable(_random.Next(3) != 0);
    }

    public RecordBatch Batch(Schema schema, int rows, BufferPool pool, bool insertOnly = false, bool marks = true)
    {
        var builder = new BatchBuilder(schema, pool);
        long time = -5_000;
        for (int row = 0; row < rows; row++)
        {
            if (marks && _random.Next(5) == 0)
            {
                builder.AddMark(time += _random.Next(1, 3_000));
            }

            RowKind kind = insertOnly || _random.Next(2) == 0 ? RowKind.Insert : (RowKind)_random.Next(4);
            builder.AppendRow(kind, [.. schema.Fields.Select(field => Value(field.Type))]);
        }

        return builder.Build();
    }

    public object? Value(DataType type)
    {
        if (type.Nullable && _random.Next(4) == 0)
        {
            return null;
        }

        return type switch
        {
            BooleanType => _random.Next(2) == 0,
            IntegerType integer => Integer(integer.Width),
            FloatingType { Width: 4 } => Pick(1.5f, -0f, float.NaN, float.MaxValue, (float)_random.NextDouble()),
            FloatingType => Pick(1.5, -0.0, double.NaN, double.Epsilon, _random.NextDouble() * 1e9),
            DecimalType number => Decimal(number),
            StringType text => Text(text),
            BinaryType binary => Bytes(binary),
            DateType => Pick(0, -719_162, 2_932_896, _random.Next(-100_000, 100_000)),
            TimeType time => Time(time),
            TimestampType timestamp => Timestamp(timestamp),
            IntervalType { YearMonth: true } => _random.Next(-1_000, 1_000),
            IntervalType => _random.NextInt64(-1_000_000_000_000, 1_000_000_000_000),
            VariantType => """{"a": [1, "x y"]}""",
            ArrayType array => Many(() => Value(array.Element)),
            MultisetType multiset => Many(() => Entry(multiset.Element, DataTypes.Int.NotNull())),
            MapType map => Many(() => Entry(map.Key, map.Value)),
            RowType row => row.Fields.Select(field => Value(field.Type)).ToArray(),
            _ => null,
        };
    }

    private DataType KeyType() => Primitives[_random.Next(Primitives.Length - 1)].NotNull();

    private KeyValuePair<object?, object?> Entry(DataType key, DataType value) => new(Value(key), Value(value));

    private T[] Many<T>(Func<T> make) => [.. Enumerable.Range(0, _random.Next(4)).Select(_ => make())];

    private T Pick<T>(params T[] values) => values[_random.Next(values.Length)];

    private object Integer(int width)
    {
        long value = Pick(0, -1, 1, long.MinValue, long.MaxValue, _random.NextInt64(-1_000, 1_000));
        return Narrow(new IntegerType(width), value);
    }

    private object Decimal(DecimalType type)
    {
        Int128 greatest = PowersOfTen.Of128[type.Precision] - 1;
        Int128 value = Pick(0, greatest, -greatest, _random.NextInt64() % (greatest + 1));
        return Narrow(type, value);
    }

    private string Text(StringType type)
    {
        string word = type.Length < 100 ? "ab'c d" : Pick(Words);
        return word.Length > type.Length ? word[..type.Length] : word;
    }

    private byte[] Bytes(BinaryType type)
    {
        byte[] value = new byte[type.Fixed ? type.Length : _random.Next(7)];
        _random.NextBytes(value);
        return value;
    }

    private object Time(TimeType type)
    {
        long step = PowersOfTen.Of64[TimeUnits.Digits(type.Precision) - type.Precision];
        long units = _random.NextInt64(0, TimeUnits.SecondsPerDay * TimeUnits.PerSecond(type.Precision) / step) * step;
        return Narrow(type, units);
    }

    private long Timestamp(TimestampType type)
    {
        long step = PowersOfTen.Of64[TimeUnits.Digits(type.Precision) - type.Precision];
        long first = type.Precision == 9 ? long.MinValue : -62_135_596_800 * type.UnitsPerSecond;
        long last = type.Precision == 9 ? long.MaxValue : 253_402_300_799 * type.UnitsPerSecond;
        return Pick(0, -step, first, _random.NextInt64(first / step, last / step) * step);
    }

    private static object Narrow(DataType type, Int128 value) => type.Physical switch
    {
        PhysicalType.Int8 => (sbyte)value,
        PhysicalType.Int16 => (short)value,
        PhysicalType.Int32 => (int)value,
        PhysicalType.Int64 => (long)value,
        _ => (object)value,
    };
}
