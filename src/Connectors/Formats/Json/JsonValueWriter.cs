using System.Buffers.Text;
using FlinkSql.Columnar;

namespace FlinkSql.Connectors.Formats.Json;

/// <summary>Writes the value of a row of a column as JSON.</summary>
internal sealed class JsonValueWriter(JsonOptions options)
{
    private readonly Dictionary<DataType, byte[][]> _rowNames = [];

    public void Write(OutputBuffer to, Column column, int row)
    {
        if (column.IsNull(row))
        {
            to.Write("null"u8);
            return;
        }

        switch (column)
        {
            case BytesColumn bytes:
                WriteBytes(to, bytes, row);
                break;
            case ListColumn list:
                WriteArray(to, list, row);
                break;
            case MapColumn map:
                WriteMap(to, map, row);
                break;
            case StructColumn fields:
                WriteRow(to, fields, row);
                break;
            default:
                WritePlain(to, column, row, quoted: IsQuoted(column.Type));
                break;
        }
    }

    private static bool IsQuoted(DataType type) => type is DateType or TimeType or TimestampType;

    private void WritePlain(OutputBuffer to, Column column, int row, bool quoted)
    {
        Span<byte> space = to.GetSpan(PlainText.MaxLength + 2);
        int length = PlainText.Write(space[1..], column, row, options.Style);
        // NaN and the infinities are no JSON numbers.
        quoted = quoted || space[length] is (byte)'N' or (byte)'y';
        if (!quoted)
        {
            space.Slice(1, length).CopyTo(space);
            to.Advance(length);
            return;
        }

        space[0] = (byte)'"';
        space[length + 1] = (byte)'"';
        to.Advance(length + 2);
    }

    private static void WriteBytes(OutputBuffer to, BytesColumn column, int row)
    {
        ReadOnlySpan<byte> value = column.Values[row];
        switch (column.Type)
        {
            case VariantType:
                to.Write(value);
                break;
            case BinaryType:
                Span<byte> space = to.GetSpan(Base64.GetMaxEncodedToUtf8Length(value.Length) + 2);
                space[0] = (byte)'"';
                Base64.EncodeToUtf8(value, space[1..], out _, out int written);
                space[written + 1] = (byte)'"';
                to.Advance(written + 2);
                break;
            default:
                JsonText.Write(to, value);
                break;
        }
    }

    private void WriteArray(OutputBuffer to, ListColumn list, int row)
    {
        to.Write((byte)'[');
        int first = list.Offsets[row];
        for (int element = first; element < list.Offsets[row + 1]; element++)
        {
            if (element != first)
            {
                to.Write((byte)',');
            }

            Write(to, list.Elements, element);
        }

        to.Write((byte)']');
    }

    private void WriteMap(OutputBuffer to, MapColumn map, int row)
    {
        to.Write((byte)'{');
        bool any = false;
        for (int entry = map.Offsets[row]; entry < map.Offsets[row + 1]; entry++)
        {
            bool nullKey = map.Keys.IsNull(entry);
            if (nullKey && options.NullKeys == NullKeyMode.Drop)
            {
                continue;
            }

            if (any)
            {
                to.Write((byte)',');
            }

            any = true;
            WriteKey(to, map, entry, nullKey);
            to.Write((byte)':');
            Write(to, map.Values, entry);
        }

        to.Write((byte)'}');
    }

    private void WriteKey(OutputBuffer to, MapColumn map, int entry, bool isNull)
    {
        if (isNull && options.NullKeys == NullKeyMode.Fail)
        {
            throw ConnectorErrors.CannotWriteValue(
                map.Type.ToString(), "a map entry has the key NULL, which JSON cannot spell",
                "set the format's 'map-null-key.mode' to DROP or LITERAL");
        }

        if (isNull)
        {
            JsonText.Write(to, options.NullKeyLiteral);
        }
        else if (map.Keys is BytesColumn { Type: not VariantType } text)
        {
            WriteBytes(to, text, entry);
        }
        else if (map.Keys is BooleanColumn or FixedColumn<sbyte> or FixedColumn<short> or FixedColumn<int>
            or FixedColumn<long> or FixedColumn<Int128> or FixedColumn<float> or FixedColumn<double>)
        {
            WritePlain(to, map.Keys, entry, quoted: true);
        }
        else
        {
            throw ConnectorErrors.CannotWriteValue(
                map.Type.ToString(), "JSON cannot spell a map whose keys are nested", "use an ARRAY of ROWs");
        }
    }

    private void WriteRow(OutputBuffer to, StructColumn column, int row)
    {
        if (!_rowNames.TryGetValue(column.Type, out byte[][]? names))
        {
            names = [.. ((RowType)column.Type).Fields.Select(field => JsonText.Name(field.Name))];
            _rowNames.Add(column.Type, names);
        }

        to.Write((byte)'{');
        for (int field = 0; field < names.Length; field++)
        {
            if (field != 0)
            {
                to.Write((byte)',');
            }

            to.Write(names[field]);
            Write(to, column.Children[field], row);
        }

        to.Write((byte)'}');
    }
}
