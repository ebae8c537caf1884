namespace FlinkSql.Connectors.Formats.Csv;

/// <summary>
/// Finds the fields of one CSV record by the grammar of RFC 4180: a field that begins with a quote ends at the next
/// quote that is not doubled, whatever stands between; elsewhere a quote is a letter.
/// </summary>
internal sealed class CsvRecordScanner(CsvOptions options)
{
    private readonly byte _delimiter = options.FieldDelimiter;

    // Where there is no quote or escape the delimiter stands in, which is looked for anyway.
    private readonly byte _quote = options.Quote ?? options.FieldDelimiter;
    private readonly byte _escape = options.Escape ?? options.FieldDelimiter;

    /// <summary>Fields of the record scanned last; 0 if it was not complete.</summary>
    public int FieldsFound { get; private set; }

    /// <summary>
    /// Scans the record at a position into a row of the block. Returns where the next record begins; the same position
    /// if this one is not complete yet, or faulty.
    /// </summary>
    public int Scan(
        ReadOnlySpan<byte> data, int position, int end, bool final, FieldBlock block, int row, ref CsvFault fault)
    {
        int at = position;
        int field = 0;
        FieldsFound = 0;
        while (true)
        {
            int fieldEnd = at < end && data[at] == _quote && options.Quote is not null
                ? ScanQuoted(data, ref at, end, final, out FieldKind kind, out int fieldStart, ref fault)
                : ScanUnquoted(data, ref at, end, out kind, out fieldStart);
            if (fieldEnd < 0)
            {
                if (fault.Message is not null)
                {
                    fault = fault with { Start = position, End = LineAfter(data, fault.End, end, final, position) };
                    fault = fault.End < 0 ? default : fault;
                }
                else if (final)
                {
                    int next = LineAfter(data, position, end, final, position);
                    fault = new CsvFault("a quote that opens a field is never closed", position, next);
                }

                return position;
            }

            if (field < block.FieldCount)
            {
                block.SetField(row, field, fieldStart, fieldEnd, kind);
            }

            field++;
            if (at < end && data[at] == _delimiter)
            {
                at++;
                continue;
            }

            bool ended = at < end && data[at] == '\n';
            if (!ended && !final)
            {
                return position;
            }

            int following = ended ? at + 1 : end;
            FieldsFound = field;
            if (field != block.FieldCount)
            {
                fault = CsvFault.Miscounted(block.FieldCount, field, position, following);
                return position;
            }

            block.RowEnds[row] = at;
            return following;
        }
    }

    /// <summary>Scans from the opening quote to the separator; -1 if the field does not end, or is followed by text.</summary>
    private int ScanQuoted(
        ReadOnlySpan<byte> data,
        ref int at,
        int end,
        bool final,
        out FieldKind kind,
        out int fieldStart,
        ref CsvFault fault)
    {
        fieldStart = at + 1;
        kind = FieldKind.Quoted;
        int close = fieldStart;
        while (true)
        {
            int length = close >= end ? -1
                : options.Escape is null ? data[close..end].IndexOf(_quote)
                : data[close..end].IndexOfAny(_quote, _escape);
            if (length < 0)
            {
                return -1;
            }

            close += length;
            bool escape = data[close] != _quote;
            if (!escape && close + 1 == end && !final)
            {
                // The next byte decides whether the quote is doubled.
                return -1;
            }

            if (!escape && (close + 1 >= end || data[close + 1] != _quote))
            {
                break;
            }

            kind = FieldKind.Escaped;
            close += 2;
        }

        at = close + 1;
        while (at < end && (data[at] is (byte)' ' or (byte)'\t') && data[at] != _delimiter)
        {
            at++;
        }

        if (at + 1 < end && data[at] == '\r' && data[at + 1] == '\n')
        {
            at++;
        }

        if (at < end && data[at] != _delimiter && data[at] != '\n' && !(data[at] == '\r' && at + 1 == end))
        {
            fault = new CsvFault("text follows a closing quote", 0, at);
            return -1;
        }

        at = at + 1 == end && data[at] == '\r' && final ? end : at;
        return close;
    }

    /// <summary>Scans to the separator, or the end of the data.</summary>
    private int ScanUnquoted(ReadOnlySpan<byte> data, ref int at, int end, out FieldKind kind, out int fieldStart)
    {
        fieldStart = at;
        kind = FieldKind.Plain;
        while (at < end)
        {
            int length = data[at..end].IndexOfAny(_delimiter, (byte)'\n', _escape);
            if (length < 0)
            {
                at = end;
                break;
            }

            at += length;
            if (options.Escape is null || data[at] != _escape)
            {
                break;
            }

            kind = FieldKind.Escaped;
            at = Math.Min(at + 2, end);
        }

        bool carriageReturn = at > fieldStart && data[at - 1] == '\r' && (at == end || data[at] == '\n');
        return carriageReturn ? at - 1 : at;
    }

    /// <summary>Where the line after an offset begins; -1 if it is not known yet.</summary>
    private static int LineAfter(ReadOnlySpan<byte> data, int offset, int end, bool final, int position)
    {
        int length = data[Math.Max(offset, position)..end].IndexOf((byte)'\n');
        return length >= 0 ? Math.Max(offset, position) + length + 1 : final ? end : -1;
    }
}
