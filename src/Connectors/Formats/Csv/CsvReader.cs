using System.Text;

namespace FlinkSql.Connectors.Formats.Csv;

/// <summary>Reads CSV. Columns are found by position, or by the names of a header line.</summary>
internal sealed class CsvReader : BlockReader
{
    private readonly CsvOptions _options;
    private CsvScanner _scanner = null!;

    public CsvReader(ReadRequest request, CsvOptions options)
        : base(request)
    {
        _options = options;
    }

    protected override ColumnParser[] Begin()
    {
        string[] names = _options.Header
            ? ReadHeader()
            : [.. Request.Table.PhysicalFields().Select(field => field.Name)];
        _scanner = new CsvScanner(_options, names.Length);
        Block = new FieldBlock(names.Length);
        var rules = new ParseRules
        {
            Zone = Request.Zone,
            Unescaper = new CsvUnescaper(_options),
            NullLiteral = _options.NullLiteral,
            EmptyIsNull = true,
        };
        return [.. Request.Columns.Select(column => CreateParser(column, Array.IndexOf(names, column.Field.Name), rules))];
    }

    protected override void Scan(ReadOnlySpan<byte> data, int end, bool final)
    {
        CsvFault fault = _scanner.Scan(data, end, final, Block);
        if (fault.Message is not null && Block.RowCount == 0)
        {
            ReportRecord(fault.Message, fault.Start, fault.End);
            Block.Consumed = fault.End;
        }
    }

    private ColumnParser CreateParser(ReadColumn column, int field, ParseRules rules) =>
        ColumnParsers.Create(column, field, rules)
        ?? new CsvNestedColumnParser(column, field, rules, _options.ElementDelimiter);

    /// <summary>Reads the names on the first line. A file without any line has no rows, so it needs no names.</summary>
    private string[] ReadHeader()
    {
        int lineEnd = FillLine();
        while (_options.AllowComments && lineEnd != 0 && Window.Bytes[0] == '#')
        {
            Take(lineEnd);
            lineEnd = FillLine();
        }

        if (lineEnd == 0)
        {
            return [.. Request.Table.PhysicalFields().Select(field => field.Name)];
        }

        string[] names = SplitHeader(lineEnd);
        Take(lineEnd);
        CheckHeader(names, [.. Request.Columns.Select(column => column.Field.Name)]);
        return names;
    }

    private void CheckHeader(string[] names, string[] wanted)
    {
        string[] missing = [.. wanted.Except(names)];
        if (missing.Length != 0)
        {
            string list = string.Join(", ", missing.Select(name => $"\"{name}\""));
            throw ConnectorErrors.BadHeader(
                Request.File, $"the header has no column {list}", NearestName.Hint(missing[0], names, "header columns"));
        }

        string? twice = names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1)?.Key;
        if (twice is not null && wanted.Contains(twice))
        {
            throw ConnectorErrors.BadHeader(
                Request.File, $"the header names the column \"{twice}\" twice", "give each column its own name");
        }
    }

    /// <summary>Fills the window until it holds a whole line; returns the bytes of the line with its end.</summary>
    private int FillLine()
    {
        int length;
        while ((length = Window.Bytes.IndexOf((byte)'\n')) < 0 && Window.Fill())
        {
            if (Window.IsFull)
            {
                throw ConnectorErrors.RecordTooLong(Request.File, Line, Files.ByteWindow.MaxRecord);
            }
        }

        return length < 0 ? Window.Bytes.Length : length + 1;
    }

    private string[] SplitHeader(int lineEnd)
    {
        ReadOnlySpan<byte> line = Window.Padded;
        var block = new FieldBlock(line[..lineEnd].Count(_options.FieldDelimiter) + 1);
        var records = new CsvRecordScanner(_options);
        CsvFault fault = default;
        records.Scan(line, 0, lineEnd, final: true, block, 0, ref fault);
        if (records.FieldsFound == 0)
        {
            throw ConnectorErrors.BadHeader(Request.File, $"the header line: {fault.Message}", "correct the first line");
        }

        var unescaper = new CsvUnescaper(_options);
        string[] names = new string[records.FieldsFound];
        for (int field = 0; field < names.Length; field++)
        {
            int end = block.Ends[field];
            byte[] text = line[block.Starts[field]..(end & FieldBlock.OffsetMask)].ToArray();
            int length = FieldBlock.KindOf(end) == FieldKind.Escaped ? unescaper.Unescape([.. text], text) : text.Length;
            names[field] = Encoding.UTF8.GetString(text, 0, length);
        }

        return names;
    }
}
