using FlinkSql.Columnar;

namespace FlinkSql.Connectors.Formats.Csv;

/// <summary>ARRAY and ROW of plain types: the elements stand between the element delimiter.</summary>
internal sealed class CsvNestedColumnParser(ReadColumn column, int field, ParseRules rules, byte delimiter)
    : ColumnParser(column, field, rules)
{
    private object?[] _values = [];

    /// <summary>Whether a type can be spelled in one field.</summary>
    public static bool Supports(DataType type) => type switch
    {
        ArrayType array => IsPlain(array.Element),
        RowType row => row.Fields.All(field => IsPlain(field.Type)),
        _ => IsPlain(type),
    };

    public override void Parse(
        ReadOnlySpan<byte> data, FieldBlock block, int first, int count, ColumnBuilder to, BadFields bad)
    {
        if (_values.Length < count)
        {
            _values = new object?[block.Capacity];
        }

        for (int row = 0; row < count; row++)
        {
            int index = (first + row) * block.FieldCount + Field;
            int start = block.Starts[index];
            int end = block.Ends[index];
            _values[row] = null;
            if (IsNull(data, start, end) || (end & FieldBlock.OffsetMask) == start)
            {
                CheckNull(block, first + row, bad);
            }
            else if (!TryText(data, start, end, out ReadOnlySpan<byte> text) || !IsText(block, text)
                || !TryParse(text, out _values[row]))
            {
                NoteBadField(data, block, first + row, bad);
            }
        }
    }

    public override void Commit(ReadOnlySpan<byte> data, FieldBlock block, int first, int count, ColumnBuilder to)
    {
        foreach (object? value in _values.AsSpan(0, count))
        {
            to.AppendValue(value);
        }
    }

    private static bool IsPlain(DataType type) => type is not (ArrayType or RowType or MapType or MultisetType);

    private bool TryParse(ReadOnlySpan<byte> text, out object? value)
    {
        var elements = new List<object?>();
        var row = Column.Field.Type as RowType;
        bool good = true;
        foreach (Range range in text.Split(delimiter))
        {
            DataType? type = row is null ? ((ArrayType)Column.Field.Type).Element
                : elements.Count < row.Fields.Count ? row.Fields[elements.Count].Type : null;
            object? element = null;
            good &= type is not null && TryParseElement(text[range], type, out element);
            elements.Add(element);
        }

        value = elements.ToArray();
        return good && (row is null || elements.Count == row.Fields.Count);
    }

    private bool TryParseElement(ReadOnlySpan<byte> text, DataType type, out object? value)
    {
        value = null;
        bool isNull = Rules.NullLiteral is { } literal
            ? text.SequenceEqual(literal)
            : text.IsEmpty && type is not StringType;
        return isNull ? type.Nullable : ScalarText.TryParse(text, type, Rules.Zone, out value);
    }
}
