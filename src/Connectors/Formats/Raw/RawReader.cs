using FlinkSql.Columnar;

namespace FlinkSql.Connectors.Formats.Raw;

/// <summary>Reads lines. Where a line feed ends them, a carriage return before it belongs to the end.</summary>
internal sealed class RawReader(ReadRequest request, byte[] delimiter) : BlockReader(request)
{
    protected override ColumnParser[] Begin()
    {
        Block = new FieldBlock(1);
        var rules = new ParseRules { Zone = Request.Zone, Unescaper = new NothingEscaped() };
        return [.. Request.Columns.Select(column => Create(column, rules))];
    }

    protected override void Scan(ReadOnlySpan<byte> data, int end, bool final)
    {
        int position = 0;
        while (Block.RowCount < Block.Capacity && position < end)
        {
            int length = data[position..end].IndexOf(delimiter);
            if (length < 0 && !final)
            {
                return;
            }

            int lineEnd = length < 0 ? end : position + length;
            int next = length < 0 ? end : lineEnd + delimiter.Length;
            bool carriageReturn = delimiter is [(byte)'\n'] && lineEnd > position && data[lineEnd - 1] == '\r';
            lineEnd -= carriageReturn ? 1 : 0;
            int row = Block.RowCount++;
            Block.SetField(row, 0, position, lineEnd, FieldKind.Plain);
            Block.RowStarts[row] = position;
            Block.RowEnds[row] = lineEnd;
            Block.Consumed = position = next;
        }
    }

    private static ColumnParser Create(ReadColumn column, ParseRules rules) => column.Field.Type is BinaryType
        ? new RawBytesColumnParser(column, rules)
        : new TextColumnParser(column, 0, rules);

    private sealed class NothingEscaped : IUnescaper
    {
        public int Unescape(ReadOnlySpan<byte> escaped, Span<byte> to) => -1;
    }
}

/// <summary>BYTES: the bytes of the line, which need not be text.</summary>
internal sealed class RawBytesColumnParser(ReadColumn column, ParseRules rules) : ColumnParser(column, 0, rules)
{
    public override void Parse(
        ReadOnlySpan<byte> data, FieldBlock block, int first, int count, ColumnBuilder to, BadFields bad)
    {
    }

    public override void Commit(ReadOnlySpan<byte> data, FieldBlock block, int first, int count, ColumnBuilder to)
    {
        var builder = (BytesBuilder)to;
        for (int row = first; row < first + count; row++)
        {
            builder.Append(data[block.Starts[row]..block.Ends[row]]);
        }
    }
}
