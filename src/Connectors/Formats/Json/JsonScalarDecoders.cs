using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using FlinkSql.Columnar;

namespace FlinkSql.Connectors.Formats.Json;

/// <summary>Decodes a value of fixed width.</summary>
internal sealed class FixedDecoder<T, TParser>(DataType type, TParser parser) : JsonDecoder(type)
    where T : unmanaged
    where TParser : struct, IFieldParser<T>
{
    private TParser _parser = parser;

    protected override bool DecodeValue(ref Utf8JsonReader reader, ColumnBuilder? to)
    {
        if (!TryText(ref reader, out ReadOnlySpan<byte> text) || !_parser.TryParse(text, out T value))
        {
            return false;
        }

        ((FixedBuilder<T>?)to)?.Append(value);
        return true;
    }
}

/// <summary>Decodes BOOLEAN.</summary>
internal sealed class BooleanDecoder(DataType type) : JsonDecoder(type)
{
    protected override bool DecodeValue(ref Utf8JsonReader reader, ColumnBuilder? to)
    {
        if (!TryText(ref reader, out ReadOnlySpan<byte> text) || !ValueParser.TryParseBoolean(text, out bool value))
        {
            return false;
        }

        ((BooleanBuilder?)to)?.Append(value);
        return true;
    }
}

/// <summary>Decodes text, BYTES in base64, and VARIANT, which keeps the JSON of any value.</summary>
internal sealed class BytesDecoder(DataType type) : JsonDecoder(type)
{
    protected override bool DecodeValue(ref Utf8JsonReader reader, ColumnBuilder? to)
    {
        bool nested = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
        if (Type is NullType)
        {
            reader.Skip();
            to?.AppendNull();
            return true;
        }

        if (nested || Type is VariantType)
        {
            // Only text takes what is no plain value: as its JSON.
            return Type is not BinaryType && TryAppendJson(ref reader, (BytesBuilder?)to);
        }

        if (!TryText(ref reader, out ReadOnlySpan<byte> text))
        {
            return false;
        }

        if (Type is BinaryType)
        {
            return TryAppendBase64(text, (BytesBuilder?)to);
        }

        ((BytesBuilder?)to)?.Append(text);
        return to is not null || System.Text.Unicode.Utf8.IsValid(text);
    }

    private static bool TryAppendJson(ref Utf8JsonReader reader, BytesBuilder? to)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        to?.Append(document.RootElement.GetRawText());
        return true;
    }

    private static bool TryAppendBase64(ReadOnlySpan<byte> text, BytesBuilder? to)
    {
        if (to is null)
        {
            return Base64.IsValid(text);
        }

        bool decoded = Base64.DecodeFromUtf8(text, to.Reserve(text.Length), out _, out int written) == OperationStatus.Done;
        to.Commit(written);
        return decoded;
    }
}
