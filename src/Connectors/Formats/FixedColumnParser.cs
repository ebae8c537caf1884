using FlinkSql.Columnar;

namespace FlinkSql.Connectors.Formats;

/// <summary>Parses one value from its text; a struct, so that the loop over a column is compiled for it.</summary>
internal interface IFieldParser<T>
{
    /// <summary>Parses a text behind which 8 more bytes may be read.</summary>
    bool TryParse(ReadOnlySpan<byte> text, out T value);
}

/// <summary>Parses a column of fixed width into reserved space of its builder.</summary>
internal sealed class FixedColumnParser<T, TParser>(ReadColumn column, int field, ParseRules rules, TParser parser)
    : ColumnParser(column, field, rules)
    where T : unmanaged
    where TParser : struct, IFieldParser<T>
{
    private TParser _parser = parser;
    private int[] _nulls = [];
    private int _nullCount;

    public override void Parse(
        ReadOnlySpan<byte> data, FieldBlock block, int first, int count, ColumnBuilder to, BadFields bad)
    {
        Span<T> values = ((FixedBuilder<T>)to).Reserve(count);
        int stride = block.FieldCount;
        ReadOnlySpan<int> starts = block.Starts;
        ReadOnlySpan<int> ends = block.Ends;
        int index = first * stride + Field;
        bool plain = Rules.NullLiteral is null;
        _nullCount = 0;
        for (int row = 0; row < count; row++, index += stride)
        {
            int start = starts[index];
            int end = ends[index];
            bool parsed = plain && end > start && end <= FieldBlock.OffsetMask
                && _parser.TryParse(data[start..end], out values[row]);
            if (!parsed && !TryParseRare(data, block, first + row, out values[row], bad))
            {
                AddNull(row, count);
            }
        }
    }

    public override void Commit(ReadOnlySpan<byte> data, FieldBlock block, int first, int count, ColumnBuilder to)
    {
        foreach (int row in _nulls.AsSpan(0, _nullCount))
        {
            to.MarkNull(to.Length + row);
        }

        ((FixedBuilder<T>)to).Commit(count);
    }

    /// <summary>Parses a field that is empty, in quotes, NULL or bad; false if the row has no value.</summary>
    private bool TryParseRare(ReadOnlySpan<byte> data, FieldBlock block, int row, out T value, BadFields bad)
    {
        int index = row * block.FieldCount + Field;
        int start = block.Starts[index];
        int end = block.Ends[index];
        value = default;
        if (IsNull(data, start, end) || (Rules.EmptyIsNull && (end & FieldBlock.OffsetMask) == start))
        {
            CheckNull(block, row, bad);
            return false;
        }

        if (FieldBlock.KindOf(end) != FieldKind.Nested
            && TryText(data, start, end, out ReadOnlySpan<byte> text)
            && _parser.TryParse(text, out value))
        {
            return true;
        }

        value = default;
        NoteBadField(data, block, row, bad);
        return false;
    }

    private void AddNull(int row, int count)
    {
        if (_nulls.Length < count)
        {
            Array.Resize(ref _nulls, count);
        }

        _nulls[_nullCount++] = row;
    }
}
