using System.Buffers;
using System.Buffers.Text;
using FlinkSql.Columnar;

namespace FlinkSql.Connectors.Formats.Csv;

/// <summary>
/// Writes CSV. A field stands in quotes where it would be read differently without: it holds a delimiter, quote or line
/// end, begins or ends with a space, is empty text, or equals the null literal.
/// </summary>
internal sealed class CsvWriter : IRecordWriter
{
    private readonly CsvOptions _options;
    private readonly OutputBuffer _output;
    private readonly Schema _columns;
    private readonly TextStyle _style;
    private readonly SearchValues<byte> _special;
    private readonly ArrayBufferWriter<byte> _field = new();

    public CsvWriter(WriteRequest request, CsvOptions options)
    {
        _options = options;
        _columns = request.Columns;
        _output = new OutputBuffer(request.Output, request.Memory);
        _style = new TextStyle(
            Decimals: options.ScientificDecimals ? DecimalStyle.StrippedScientific : DecimalStyle.Plain);
        _special = SearchValues.Create(
            [options.FieldDelimiter, (byte)'\n', (byte)'\r', options.Quote ?? (byte)'\n', options.Escape ?? (byte)'\n']);
        if (options.Header && !request.GoesOn)
        {
            WriteHeader();
        }
    }

    public void Write(RecordBatch batch)
    {
        for (int row = 0; row < batch.RowCount; row++)
        {
            for (int column = 0; column < batch.ColumnCount; column++)
            {
                if (column != 0)
                {
                    _output.Write(_options.FieldDelimiter);
                }

                WriteField(batch.Column(column), row, column);
            }

            _output.Write((byte)'\n');
            _output.EndRecord();
        }
    }

    public void Flush() => _output.Flush();

    public void Finish() => _output.Flush();

    public void Dispose() => _output.Dispose();

    private void WriteHeader()
    {
        for (int column = 0; column < _columns.Count; column++)
        {
            if (column != 0)
            {
                _output.Write(_options.FieldDelimiter);
            }

            WriteText(System.Text.Encoding.UTF8.GetBytes(_columns[column].Name), column);
        }

        _output.Write((byte)'\n');
    }

    private void WriteField(Column column, int row, int index)
    {
        if (column.IsNull(row))
        {
            _output.Write(_options.NullLiteral);
            return;
        }

        if (column is BytesColumn bytes && column.Type is not BinaryType)
        {
            WriteText(bytes.Values[row], index);
            return;
        }

        int length = PlainText.Write(_output.GetSpan(PlainText.MaxLength), column, row, _style);
        if (length >= 0 && !NeedsQuotes(_output.GetSpan(PlainText.MaxLength)[..length]))
        {
            _output.Advance(length);
            return;
        }

        _field.ResetWrittenCount();
        AppendElements(column, row, index);
        WriteText(_field.WrittenSpan, index);
    }

    private void AppendElements(Column column, int row, int index)
    {
        switch (column)
        {
            case ListColumn list:
                for (int element = list.Offsets[row]; element < list.Offsets[row + 1]; element++)
                {
                    AppendElement(list.Elements, element, index, first: element == list.Offsets[row]);
                }

                break;
            case StructColumn fields:
                for (int field = 0; field < fields.Children.Count; field++)
                {
                    AppendElement(fields.Children[field], row, index, first: field == 0);
                }

                break;
            default:
                AppendPlain(column, row);
                break;
        }
    }

    private void AppendElement(Column elements, int element, int index, bool first)
    {
        if (!first)
        {
            _field.Write([_options.ElementDelimiter]);
        }

        int start = _field.WrittenCount;
        if (elements.IsNull(element))
        {
            _field.Write(_options.NullLiteral);
            return;
        }

        AppendPlain(elements, element);
        if (_field.WrittenSpan[start..].Contains(_options.ElementDelimiter))
        {
            throw ConnectorErrors.CannotWriteValue(
                _columns[index].Name, "an element holds the delimiter of elements",
                "set 'csv.array-element-delimiter' to a character that no element holds");
        }
    }

    private void AppendPlain(Column column, int row)
    {
        if (column is BytesColumn bytes)
        {
            ReadOnlySpan<byte> value = bytes.Values[row];
            if (column.Type is BinaryType)
            {
                Span<byte> space = _field.GetSpan(Base64.GetMaxEncodedToUtf8Length(value.Length));
                Base64.EncodeToUtf8(value, space, out _, out int encoded);
                _field.Advance(encoded);
            }
            else
            {
                _field.Write(value);
            }

            return;
        }

        int length = PlainText.Write(_field.GetSpan(PlainText.MaxLength), column, row, _style);
        _field.Advance(length);
    }

    private bool NeedsQuotes(ReadOnlySpan<byte> text) =>
        text.IsEmpty || text[0] is (byte)' ' or (byte)'\t' or (byte)'#' || text[^1] is (byte)' ' or (byte)'\t'
        || text.IndexOfAny(_special) >= 0
        || (_options.NullLiteral is { } literal && text.SequenceEqual(literal));

    private void WriteText(ReadOnlySpan<byte> text, int index)
    {
        if (!NeedsQuotes(text))
        {
            _output.Write(text);
            return;
        }

        if (_options.Quote is not { } quote)
        {
            WriteEscaped(text, index);
            return;
        }

        Span<byte> to = _output.GetSpan(2 * text.Length + 2);
        int written = 0;
        to[written++] = quote;
        foreach (byte letter in text)
        {
            if (letter == quote || letter == _options.Escape)
            {
                to[written++] = letter == quote ? quote : letter;
            }

            to[written++] = letter;
        }

        to[written++] = quote;
        _output.Advance(written);
    }

    /// <summary>Without quotes only an escape character, if there is one, can carry what would end the field.</summary>
    private void WriteEscaped(ReadOnlySpan<byte> text, int index)
    {
        if (text.IndexOfAny(_special) < 0)
        {
            _output.Write(text);
            return;
        }

        if (_options.Escape is not { } escape)
        {
            throw ConnectorErrors.CannotWriteValue(
                _columns[index].Name, $"the text '{BadRecords.Excerpt(text)}' cannot be written without quotes",
                "remove 'csv.disable-quote-character', or set 'csv.escape-character'");
        }

        foreach (byte letter in text)
        {
            bool special = letter == escape || letter == _options.FieldDelimiter;
            if (special || letter is (byte)'\n' or (byte)'\r')
            {
                _output.Write(escape);
            }

            _output.Write(letter switch { (byte)'\n' => (byte)'n', (byte)'\r' => (byte)'r', _ => letter });
        }
    }
}
