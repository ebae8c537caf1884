using System.Text.Json;
using FlinkSql.Columnar;

namespace FlinkSql.Connectors.Formats.Json;

/// <summary>
/// Decodes values inside a nested column straight from JSON tokens into builders. A decoder is made once for each type
/// in the nesting; given no builder it only checks, so that a bad record is known before anything is appended.
/// </summary>
internal abstract class JsonDecoder(DataType type)
{
    private byte[] _scratch = [];

    protected DataType Type => type;

    /// <summary>Decodes the value at which the reader stands; false if it is none of the type.</summary>
    public bool Decode(ref Utf8JsonReader reader, ColumnBuilder? to)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            to?.AppendNull();
            return type.Nullable;
        }

        return DecodeValue(ref reader, to);
    }

    /// <summary>Decodes a value that is not null.</summary>
    protected abstract bool DecodeValue(ref Utf8JsonReader reader, ColumnBuilder? to);

    /// <summary>The text of a string, number, boolean or name, behind which 8 bytes may be read.</summary>
    protected bool TryText(ref Utf8JsonReader reader, out ReadOnlySpan<byte> text)
    {
        text = reader.ValueSpan;
        if (!reader.ValueIsEscaped)
        {
            return reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray);
        }

        if (_scratch.Length < text.Length + sizeof(ulong))
        {
            _scratch = new byte[2 * text.Length + sizeof(ulong)];
        }

        try
        {
            text = _scratch.AsSpan(0, reader.CopyString(_scratch));
            return true;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair.
            return false;
        }
    }

    /// <summary>The decoder of a type.</summary>
    public static JsonDecoder Create(DataType type, TimeZoneInfo zone)
    {
        return type switch
        {
            BooleanType => new BooleanDecoder(type),
            IntegerType { Width: 1 } => Fixed<sbyte, IntegerParser<sbyte>>(default),
            IntegerType { Width: 2 } => Fixed<short, IntegerParser<short>>(default),
            IntegerType { Width: 4 } => Fixed<int, IntegerParser<int>>(default),
            IntegerType => Fixed<long, IntegerParser<long>>(default),
            FloatingType { Width: 4 } => Fixed<float, FloatParser>(default),
            FloatingType => Fixed<double, DoubleParser>(default),
            DecimalType { Physical: PhysicalType.Int64 } number => Fixed<long, CompactDecimalParser>(new(number)),
            DecimalType number => Fixed<Int128, WideDecimalParser>(new(number)),
            DateType => Fixed<int, DateParser>(default),
            TimeType { Physical: PhysicalType.Int32 } time => Fixed<int, MillisTimeParser>(new(time.Precision)),
            TimeType time => Fixed<long, FineTimeParser>(new(time.Precision)),
            TimestampType { LocalTimeZone: true } instant => Fixed<long, InstantParser>(new(instant.Precision, zone)),
            TimestampType timestamp => Fixed<long, TimestampParser>(new(timestamp.Precision)),
            IntervalType { YearMonth: true } => Fixed<int, YearMonthParser>(default),
            IntervalType => Fixed<long, DayTimeParser>(default),
            ArrayType array => new ArrayDecoder(array, zone),
            MapType or MultisetType => new MapDecoder(type, zone),
            RowType row => new RowDecoder(row, zone),
            _ => new BytesDecoder(type),
        };

        JsonDecoder Fixed<T, TParser>(TParser parser)
            where T : unmanaged
            where TParser : struct, IFieldParser<T> => new FixedDecoder<T, TParser>(type, parser);
    }
}
