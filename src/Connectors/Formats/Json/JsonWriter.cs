using System.Buffers;
using System.Text;
using FlinkSql.Columnar;

namespace FlinkSql.Connectors.Formats.Json;

/// <summary>What stands before and behind the fields of a row, by its kind.</summary>
internal sealed class JsonEnvelope
{
    private readonly byte[][] _before;
    private readonly byte[][] _after;

    /// <summary>The same for every kind.</summary>
    public JsonEnvelope(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after)
    {
        byte[] start = before.ToArray();
        byte[] end = after.ToArray();
        _before = [start, start, start, start];
        _after = [end, end, end, end];
    }

    public JsonEnvelope(Func<RowKind, string> before, Func<RowKind, string> after)
    {
        _before = [.. Enum.GetValues<RowKind>().Select(kind => Encoding.UTF8.GetBytes(before(kind)))];
        _after = [.. Enum.GetValues<RowKind>().Select(kind => Encoding.UTF8.GetBytes(after(kind)))];
    }

    public ReadOnlySpan<byte> Before(RowKind kind) => _before[(int)kind];

    public ReadOnlySpan<byte> After(RowKind kind) => _after[(int)kind];
}

/// <summary>Writes a JSON object a line, inside the envelope of the format.</summary>
internal sealed class JsonWriter(WriteRequest request, JsonOptions options, JsonEnvelope envelope) : IRecordWriter
{
    private readonly OutputBuffer _output = new(request.Output, request.Memory);
    private readonly byte[][] _names = [.. request.Columns.Fields.Select(field => JsonText.Name(field.Name))];
    private readonly JsonValueWriter _values = new(options);

    public void Write(RecordBatch batch)
    {
        for (int row = 0; row < batch.RowCount; row++)
        {
            RowKind kind = batch.Kind(row);
            _output.Write(envelope.Before(kind));
            bool any = false;
            for (int column = 0; column < batch.ColumnCount; column++)
            {
                Column values = batch.Column(column);
                if (options.IgnoreNullFields && values.IsNull(row))
                {
                    continue;
                }

                if (any)
                {
                    _output.Write((byte)',');
                }

                any = true;
                _output.Write(_names[column]);
                _values.Write(_output, values, row);
            }

            _output.Write(envelope.After(kind));
            _output.EndRecord();
        }
    }

    public void Flush() => _output.Flush();

    public void Finish() => _output.Flush();

    public void Dispose() => _output.Dispose();
}

/// <summary>Writes JSON strings.</summary>
internal static class JsonText
{
    private static readonly SearchValues<byte> Special =
        SearchValues.Create([.. Enumerable.Range(0, 32).Select(letter => (byte)letter), (byte)'"', (byte)'\\']);

    /// <summary>A name with its quotes and colon.</summary>
    public static byte[] Name(string name)
    {
        var to = new ArrayBufferWriter<byte>();
        Write(to, Encoding.UTF8.GetBytes(name));
        to.Write(":"u8);
        return to.WrittenSpan.ToArray();
    }

    public static void Write(IBufferWriter<byte> to, ReadOnlySpan<byte> text)
    {
        int special = text.IndexOfAny(Special);
        Span<byte> space = to.GetSpan((special < 0 ? text.Length : 6 * text.Length) + 2);
        space[0] = (byte)'"';
        int written = 1;
        while (special >= 0)
        {
            text[..special].CopyTo(space[written..]);
            written += special;
            written += WriteEscape(space[written..], text[special]);
            text = text[(special + 1)..];
            special = text.IndexOfAny(Special);
        }

        text.CopyTo(space[written..]);
        written += text.Length;
        space[written] = (byte)'"';
        to.Advance(written + 1);
    }

    private static int WriteEscape(Span<byte> to, byte letter)
    {
        byte shortForm = letter switch
        {
            (byte)'"' => (byte)'"',
            (byte)'\\' => (byte)'\\',
            (byte)'\n' => (byte)'n',
            (byte)'\r' => (byte)'r',
            (byte)'\t' => (byte)'t',
            (byte)'\b' => (byte)'b',
            (byte)'\f' => (byte)'f',
            _ => 0,
        };
        to[0] = (byte)'\\';
        if (shortForm != 0)
        {
            to[1] = shortForm;
            return 2;
        }

        "u00"u8.CopyTo(to[1..]);
        to[4] = (byte)('0' + (letter >> 4));
        to[5] = "0123456789abcdef"u8[letter & 15];
        return 6;
    }
}
