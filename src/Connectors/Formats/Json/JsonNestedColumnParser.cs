using System.Text.Json;
using FlinkSql.Columnar;

namespace FlinkSql.Connectors.Formats.Json;

/// <summary>ARRAY, MAP, MULTISET and ROW columns: checked first, then decoded into the builder.</summary>
internal sealed class JsonNestedColumnParser(ReadColumn column, int field, ParseRules rules)
    : ColumnParser(column, field, rules)
{
    private readonly JsonDecoder _decoder = JsonDecoder.Create(column.Field.Type.WithNullable(true), rules.Zone);

    public override void Parse(
        ReadOnlySpan<byte> data, FieldBlock block, int first, int count, ColumnBuilder to, BadFields bad)
    {
        for (int row = first; row < first + count; row++)
        {
            int index = row * block.FieldCount + Field;
            int end = block.Ends[index];
            if (FieldBlock.KindOf(end) == FieldKind.Null)
            {
                CheckNull(block, row, bad);
            }
            else if (!TryDecode(data, block, index, null))
            {
                NoteBadField(data, block, row, bad);
            }
        }
    }

    public override void Commit(ReadOnlySpan<byte> data, FieldBlock block, int first, int count, ColumnBuilder to)
    {
        for (int row = first; row < first + count; row++)
        {
            int index = row * block.FieldCount + Field;
            bool isNull = FieldBlock.KindOf(block.Ends[index]) == FieldKind.Null;
            // A bad field is checked again before it becomes NULL, because decoding appends as it goes.
            if (isNull || !TryDecode(data, block, index, null))
            {
                to.AppendNull();
            }
            else
            {
                TryDecode(data, block, index, to);
            }
        }
    }

    private bool TryDecode(ReadOnlySpan<byte> data, FieldBlock block, int index, ColumnBuilder? to)
    {
        int end = block.Ends[index];
        if (FieldBlock.KindOf(end) != FieldKind.Nested)
        {
            return false;
        }

        var reader = new Utf8JsonReader(data[block.Starts[index]..(end & FieldBlock.OffsetMask)]);
        reader.Read();
        return _decoder.Decode(ref reader, to);
    }
}

/// <summary>VARIANT: the JSON of the field as it stands, quotes of text included.</summary>
internal sealed class JsonVariantColumnParser(ReadColumn column, int field, ParseRules rules)
    : ColumnParser(column, field, rules)
{
    public override void Parse(
        ReadOnlySpan<byte> data, FieldBlock block, int first, int count, ColumnBuilder to, BadFields bad)
    {
        for (int row = first; row < first + count; row++)
        {
            int index = row * block.FieldCount + Field;
            if (FieldBlock.KindOf(block.Ends[index]) == FieldKind.Null)
            {
                CheckNull(block, row, bad);
            }
            else if (!IsText(block, Json(data, block, index)))
            {
                NoteBadField(data, block, row, bad);
            }
        }
    }

    public override void Commit(ReadOnlySpan<byte> data, FieldBlock block, int first, int count, ColumnBuilder to)
    {
        for (int row = first; row < first + count; row++)
        {
            int index = row * block.FieldCount + Field;
            if (FieldBlock.KindOf(block.Ends[index]) == FieldKind.Null || !IsText(block, Json(data, block, index)))
            {
                to.AppendNull();
            }
            else
            {
                ((BytesBuilder)to).Append(Json(data, block, index));
            }
        }
    }

    private static ReadOnlySpan<byte> Json(ReadOnlySpan<byte> data, FieldBlock block, int index)
    {
        int end = block.Ends[index];
        bool quoted = FieldBlock.KindOf(end) is FieldKind.Quoted or FieldKind.Escaped;
        int around = quoted ? 1 : 0;
        return data[(block.Starts[index] - around)..((end & FieldBlock.OffsetMask) + around)];
    }
}
