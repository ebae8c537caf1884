using FlinkSql.Columnar;

namespace FlinkSql.Connectors.DataGen;

/// <summary>Makes the generator of a column from its type and options.</summary>
internal sealed class FieldGenerators(long seed, TimeProvider clock)
{
    private const long MostMillis = long.MaxValue / TimeSpan.TicksPerMillisecond;
    private const int DefaultTextLength = 100;
    private const int DefaultCollectionLength = 3;
    private long _streams;

    /// <exception cref="Runtime.Connect.ConnectorException">An option is wrong.</exception>
    public FieldGenerator Create(DataType type, FieldOptions options)
    {
        double nullRate = options.NullRate;
        FieldGenerator values = options.IsSequence ? CreateSequence(type, options) : CreateRandom(type, options);
        if (nullRate > 0 && !type.Nullable)
        {
            throw ConnectorErrors.OptionWithoutEffect(options.Key("null-rate"), "the column is NOT NULL");
        }

        return nullRate > 0 ? new NullableGenerator(values, nullRate, Random()) : values;
    }

    /// <summary>A stream of numbers of its own for each part of each column.</summary>
    private SplitMix Random() => new(unchecked(seed * 0x5851F42D4C957F2D + ++_streams));

    private FieldGenerator CreateRandom(DataType type, FieldOptions options)
    {
        switch (type)
        {
            case BooleanType:
                return new BooleanGenerator(Random());
            case IntegerType integer:
                long most = long.MaxValue >> (64 - 8 * integer.Width);
                (long from, long to) = options.Range(-most - 1, most);
                return Whole(type, from, to);
            case FloatingType { Width: 4 }:
                (double low, double high) = options.RealRange(-float.MaxValue, float.MaxValue);
                return new RealGenerator<float>(low, high, Random());
            case FloatingType:
                (low, high) = options.RealRange(-double.MaxValue, double.MaxValue);
                return new RealGenerator<double>(low, high, Random());
            case DecimalType number:
                (Int128 least, Int128 greatest) = options.DecimalRange(number);
                return number.Physical == PhysicalType.Int64
                    ? Whole(type, (long)least, (long)greatest)
                    : new WideDecimalGenerator(least, greatest, Random());
            case StringType text:
                return CreateBytes(options, text.Length, text.Fixed, isText: true);
            case BinaryType binary:
                return CreateBytes(options, binary.Length, binary.Fixed, isText: false);
            case TimestampType timestamp:
                return new TimestampGenerator(timestamp, options.MaxPast, clock, Random());
            case IntervalType { YearMonth: true }:
                (from, to) = options.Range(0, 120_000);
                return Whole(type, from, to);
            case IntervalType:
                (from, to) = options.Range(-MostMillis, MostMillis);
                return Whole(type, from, to);
            case ArrayType array:
                return new CollectionGenerator(
                    Create(array.Element, options.Part("element")), null, options.Length(DefaultCollectionLength));
            case MapType map:
                return new CollectionGenerator(
                    Create(map.Key.NotNull(), options.Part("key")), Create(map.Value, options.Part("value")),
                    options.Length(DefaultCollectionLength));
            case MultisetType multiset:
                return new CollectionGenerator(
                    Create(multiset.Element.NotNull(), options.Part("element")), new WholeGenerator<int>(1, 10, Random()),
                    options.Length(DefaultCollectionLength));
            case RowType row:
                return new RowGenerator([.. row.Fields.Select(field => Create(field.Type, options.Part(field.Name)))]);
            case DateType or TimeType:
                return new NowGenerator(type, clock);
            case VariantType:
                return new WholeText(Random());
            default:
                return new NullGenerator();
        }
    }

    private BytesGenerator CreateBytes(FieldOptions options, int declared, bool isFixed, bool isText)
    {
        int length = isFixed ? declared : options.Length(Math.Min(declared, DefaultTextLength), Math.Min(declared, 1 << 20));
        bool varies = !isFixed && options.VariesLength;
        return new BytesGenerator(length, varies, isText, Random());
    }

    private FieldGenerator Whole(DataType type, long from, long to) => type.Physical switch
    {
        PhysicalType.Int8 => new WholeGenerator<sbyte>(from, to, Random()),
        PhysicalType.Int16 => new WholeGenerator<short>(from, to, Random()),
        PhysicalType.Int32 => new WholeGenerator<int>(from, to, Random()),
        _ => new WholeGenerator<long>(from, to, Random()),
    };

    private static FieldGenerator CreateSequence(DataType type, FieldOptions options)
    {
        long most = type switch
        {
            IntegerType integer => long.MaxValue >> (64 - 8 * integer.Width),
            DecimalType number => (long)Int128.Min(
                long.MaxValue - 1, (PowersOfTen.Of128[number.Precision] - 1) / PowersOfTen.Of128[number.Scale]),
            FloatingType { Width: 4 } => 1 << 24,
            FloatingType => 1L << 53,
            StringType => long.MaxValue - 1,
            _ => throw ConnectorErrors.WrongValue(
                options.Key("kind"), "sequence", $"possible for a column of type {type.Name}", "use 'random'"),
        };
        (long start, long end) = options.Bounds(-most, most);
        long step = type is DecimalType { Scale: var scale } ? (long)Int128.Min(PowersOfTen.Of128[scale], long.MaxValue) : 1;
        return type.Physical switch
        {
            PhysicalType.Int8 => new SequenceGenerator<sbyte>(start, end, 1),
            PhysicalType.Int16 => new SequenceGenerator<short>(start, end, 1),
            PhysicalType.Int32 => new SequenceGenerator<int>(start, end, 1),
            PhysicalType.Int64 => new SequenceGenerator<long>(start, end, step),
            PhysicalType.Int128 => new SequenceGenerator<Int128>(start, end, step),
            PhysicalType.Float32 => new SequenceGenerator<float>(start, end, 1),
            PhysicalType.Float64 => new SequenceGenerator<double>(start, end, 1),
            _ => new TextSequenceGenerator(start, end),
        };
    }

    /// <summary>VARIANT: a JSON number.</summary>
    private sealed class WholeText(SplitMix random) : FieldGenerator
    {
        private SplitMix _random = random;

        public override void Append(ColumnBuilder to, int count)
        {
            var builder = (BytesBuilder)to;
            for (int row = 0; row < count; row++)
            {
                long value = _random.Next(0, 1_000_000);
                builder.Commit(Utf8Text.WriteInt64(builder.Reserve(Utf8Text.MaxLength), value));
            }
        }

        public override void Save(BinaryWriter to) => to.Write(_random.State);

        public override void Restore(BinaryReader from) => _random.State = from.ReadUInt64();
    }
}
