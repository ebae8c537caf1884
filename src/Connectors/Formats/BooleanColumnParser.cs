using FlinkSql.Columnar;

namespace FlinkSql.Connectors.Formats;

/// <summary>BOOLEAN: parsed into bytes first, because its builder packs bits one by one.</summary>
internal sealed class BooleanColumnParser(ReadColumn column, int field, ParseRules rules)
    : ColumnParser(column, field, rules)
{
    private const byte NoValue = 2;
    private byte[] _values = [];

    public override void Parse(
        ReadOnlySpan<byte> data, FieldBlock block, int first, int count, ColumnBuilder to, BadFields bad)
    {
        if (_values.Length < count)
        {
            _values = new byte[block.Capacity];
        }

        for (int row = 0; row < count; row++)
        {
            int index = (first + row) * block.FieldCount + Field;
            int start = block.Starts[index];
            int end = block.Ends[index];
            _values[row] = NoValue;
            if (IsNull(data, start, end) || (Rules.EmptyIsNull && (end & FieldBlock.OffsetMask) == start))
            {
                CheckNull(block, first + row, bad);
            }
            else if (TryText(data, start, end, out ReadOnlySpan<byte> text)
                && ValueParser.TryParseBoolean(text, out bool value))
            {
                _values[row] = value ? (byte)1 : (byte)0;
            }
            else
            {
                NoteBadField(data, block, first + row, bad);
            }
        }
    }

    public override void Commit(ReadOnlySpan<byte> data, FieldBlock block, int first, int count, ColumnBuilder to)
    {
        var builder = (BooleanBuilder)to;
        foreach (byte value in _values.AsSpan(0, count))
        {
            if (value == NoValue)
            {
                builder.AppendNull();
            }
            else
            {
                builder.Append(value == 1);
            }
        }
    }
}

/// <summary>A column of type NULL, whatever the field holds.</summary>
internal sealed class NullColumnParser(ReadColumn column, int field, ParseRules rules)
    : ColumnParser(column, field, rules)
{
    public override void Parse(
        ReadOnlySpan<byte> data, FieldBlock block, int first, int count, ColumnBuilder to, BadFields bad)
    {
    }

    public override void Commit(ReadOnlySpan<byte> data, FieldBlock block, int first, int count, ColumnBuilder to)
    {
        for (int row = 0; row < count; row++)
        {
            to.AppendNull();
        }
    }
}
