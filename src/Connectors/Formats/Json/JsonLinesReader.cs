using System.Text.Json;
using FlinkSql.Columnar;

namespace FlinkSql.Connectors.Formats.Json;

/// <summary>
/// Reads a file of which each line is a JSON object. The scan only notes where the wanted fields stand; what a line
/// holds beside its fields is the derived format's.
/// </summary>
internal abstract class JsonLinesReader : BlockReader
{
    private readonly string[] _names;
    private readonly JsonFieldFinder _finder;

    protected JsonLinesReader(ReadRequest request, JsonOptions options)
        : base(request)
    {
        Options = options;
        _names = [.. request.Columns.Select(column => column.Field.Name)];
        _finder = new JsonFieldFinder(_names);
    }

    protected JsonOptions Options { get; }

    /// <summary>The most rows that one line makes.</summary>
    protected virtual int RowsPerLine => 1;

    protected virtual bool HasKinds => false;

    protected override ColumnParser[] Begin()
    {
        Block = new FieldBlock(_names.Length);
        Block.Kinds = HasKinds ? new RowKind[Block.Capacity] : null;
        var rules = new ParseRules { Zone = Request.Zone, Unescaper = new JsonUnescaper() };
        return [.. Request.Columns.Select((column, field) => Create(column, field, rules))];
    }

    protected override void Scan(ReadOnlySpan<byte> data, int end, bool final)
    {
        int position = 0;
        while (Block.RowCount + RowsPerLine <= Block.Capacity && position < end)
        {
            int length = data[position..end].IndexOf((byte)'\n');
            if (length < 0 && !final)
            {
                return;
            }

            int next = length < 0 ? end : position + length + 1;
            ReadOnlySpan<byte> line = data[position..(length < 0 ? end : position + length)];
            if (!line.Trim(" \t\r"u8).IsEmpty && ScanLine(line, position) is { } fault)
            {
                if (Block.RowCount != 0)
                {
                    return;
                }

                ReportRecord(fault, position, position + line.Length);
            }

            Block.Consumed = position = next;
        }
    }

    /// <summary>
    /// Finds the rows of the object at which the reader stands, adds them to the block and leaves the reader at the
    /// object's end. Returns what is wrong, or null.
    /// </summary>
    protected abstract string? ScanRecord(ref Utf8JsonReader reader, int offset);

    /// <summary>Notes where the wanted fields of the object stand at which the reader stands.</summary>
    /// <param name="reader">It stands at the start of the object, and is left at its end.</param>
    /// <param name="offset">Where the reader's bytes begin in the window.</param>
    /// <param name="row">The row of the block.</param>
    protected void ScanFields(ref Utf8JsonReader reader, int offset, int row)
    {
        Block.ClearRow(row);
        for (int place = 0; reader.Read() && reader.TokenType == JsonTokenType.PropertyName; place++)
        {
            int field = _finder.Find(ref reader, place);
            reader.Read();
            int start = offset + (int)reader.TokenStartIndex;
            switch (reader.TokenType)
            {
                case JsonTokenType.String when field >= 0:
                    FieldKind kind = reader.ValueIsEscaped ? FieldKind.Escaped : FieldKind.Quoted;
                    Block.SetField(row, field, start + 1, start + 1 + reader.ValueSpan.Length, kind);
                    break;
                case JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False when field >= 0:
                    Block.SetField(row, field, start, start + reader.ValueSpan.Length, FieldKind.Plain);
                    break;
                case JsonTokenType.Null when field >= 0:
                    // Not at 0, where a missing field is.
                    Block.SetField(row, field, start, start, FieldKind.Null);
                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    reader.Skip();
                    if (field >= 0)
                    {
                        Block.SetField(row, field, start, offset + (int)reader.BytesConsumed, FieldKind.Nested);
                    }

                    break;
            }
        }
    }

    /// <summary>Ends a row whose fields have been scanned.</summary>
    protected void AddRow(int lineStart, RowKind kind = RowKind.Insert)
    {
        int row = Block.RowCount++;
        Block.RowStarts[row] = lineStart;
        if (Block.Kinds is { } kinds)
        {
            kinds[row] = kind;
        }
    }

    private string? ScanLine(ReadOnlySpan<byte> line, int position)
    {
        int rows = Block.RowCount;
        string? fault;
        try
        {
            var reader = new Utf8JsonReader(line);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                return "the line is not a JSON object";
            }

            fault = ScanRecord(ref reader, position);
            if (fault is null)
            {
                // Anything but space behind the object is an error that the reader raises.
                reader.Read();
                fault = Options.FailOnMissingField ? FindMissing(rows) : null;
            }
        }
        catch (JsonException error)
        {
            fault = $"the JSON is not valid at byte {error.BytePositionInLine + 1}: {Reason(error)}";
        }

        catch (InvalidOperationException)
        {
            fault = "a name or text holds half of a surrogate pair, or is not UTF-8";
        }

        if (fault is not null)
        {
            Block.RowCount = rows;
        }
        else
        {
            Block.RowEnds.AsSpan(rows, Block.RowCount - rows).Fill(position + line.TrimEnd((byte)'\r').Length);
        }

        return fault;
    }

    private string? FindMissing(int row)
    {
        for (int field = 0; field < _names.Length; field++)
        {
            int index = row * _names.Length + field;
            if (FieldBlock.KindOf(Block.Ends[index]) == FieldKind.Null && Block.Starts[index] == 0)
            {
                return $"the field {_names[field]} is missing";
            }
        }

        return null;
    }

    private static string Reason(JsonException error)
    {
        int position = error.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (position < 0 ? error.Message : error.Message[..position]).TrimEnd('.');
    }

    private static ColumnParser Create(ReadColumn column, int field, ParseRules rules) => column.Field.Type switch
    {
        VariantType => new JsonVariantColumnParser(column, field, rules),
        _ => ColumnParsers.Create(column, field, rules) ?? new JsonNestedColumnParser(column, field, rules),
    };
}
