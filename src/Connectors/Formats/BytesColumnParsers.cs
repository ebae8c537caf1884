using System.Buffers;
using System.Buffers.Text;
using FlinkSql.Columnar;

namespace FlinkSql.Connectors.Formats;

/// <summary>Text, and VARIANT where the format is not JSON: the bytes of the field as they are.</summary>
internal sealed class TextColumnParser(ReadColumn column, int field, ParseRules rules)
    : ColumnParser(column, field, rules)
{
    public override void Parse(
        ReadOnlySpan<byte> data, FieldBlock block, int first, int count, ColumnBuilder to, BadFields bad)
    {
        if (block.IsAscii && Nullable)
        {
            // Only an escape can be wrong.
            ParseEscaped(data, block, first, count, bad);
            return;
        }

        for (int row = first; row < first + count; row++)
        {
            int index = row * block.FieldCount + Field;
            int start = block.Starts[index];
            int end = block.Ends[index];
            if (IsNull(data, start, end))
            {
                CheckNull(block, row, bad);
            }
            else if (!TryText(data, start, end, out ReadOnlySpan<byte> text) || !IsText(block, text))
            {
                NoteBadField(data, block, row, bad);
            }
        }
    }

    public override void Commit(ReadOnlySpan<byte> data, FieldBlock block, int first, int count, ColumnBuilder to)
    {
        var builder = (BytesBuilder)to;
        ReadOnlySpan<int> starts = block.Starts;
        ReadOnlySpan<int> ends = block.Ends;
        int index = first * block.FieldCount + Field;
        bool plain = Rules.NullLiteral is null;
        for (int row = 0; row < count; row++, index += block.FieldCount)
        {
            int start = starts[index];
            int end = ends[index];
            if (plain && end <= FieldBlock.OffsetMask)
            {
                builder.Append(data[start..end]);
            }
            else if (IsNull(data, start, end) || !TryText(data, start, end, out ReadOnlySpan<byte> text)
                || !IsText(block, text))
            {
                builder.AppendNull();
            }
            else
            {
                builder.Append(text);
            }
        }
    }

    private void ParseEscaped(ReadOnlySpan<byte> data, FieldBlock block, int first, int count, BadFields bad)
    {
        int index = first * block.FieldCount + Field;
        for (int row = first; row < first + count; row++, index += block.FieldCount)
        {
            if (FieldBlock.KindOf(block.Ends[index]) == FieldKind.Escaped
                && !TryText(data, block.Starts[index], block.Ends[index], out _))
            {
                NoteBadField(data, block, row, bad);
            }
        }
    }
}

/// <summary>BYTES, spelled in base64.</summary>
internal sealed class Base64ColumnParser(ReadColumn column, int field, ParseRules rules)
    : ColumnParser(column, field, rules)
{
    public override void Parse(
        ReadOnlySpan<byte> data, FieldBlock block, int first, int count, ColumnBuilder to, BadFields bad)
    {
        for (int row = first; row < first + count; row++)
        {
            int index = row * block.FieldCount + Field;
            int start = block.Starts[index];
            int end = block.Ends[index];
            if (IsNull(data, start, end))
            {
                CheckNull(block, row, bad);
            }
            else if (!TryText(data, start, end, out ReadOnlySpan<byte> text) || !Base64.IsValid(text))
            {
                NoteBadField(data, block, row, bad);
            }
        }
    }

    public override void Commit(ReadOnlySpan<byte> data, FieldBlock block, int first, int count, ColumnBuilder to)
    {
        var builder = (BytesBuilder)to;
        for (int row = first; row < first + count; row++)
        {
            int index = row * block.FieldCount + Field;
            int start = block.Starts[index];
            int end = block.Ends[index];
            if (IsNull(data, start, end) || !TryText(data, start, end, out ReadOnlySpan<byte> text)
                || Base64.DecodeFromUtf8(text, builder.Reserve(text.Length), out _, out int written)
                    != OperationStatus.Done)
            {
                builder.AppendNull();
            }
            else
            {
                builder.Commit(written);
            }
        }
    }
}
