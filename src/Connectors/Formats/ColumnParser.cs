using System.Runtime.CompilerServices;
using FlinkSql.Columnar;
using FlinkSql.Connectors.Files;

namespace FlinkSql.Connectors.Formats;

/// <summary>
/// Turns one field of the rows of a block into a column. <see cref="Parse"/> only looks and prepares;
/// <see cref="Commit"/>, called for the same rows when no column found a bad one, fills the builder.
/// </summary>
internal abstract class ColumnParser(ReadColumn column, int fieldIndex, ParseRules rules)
{
    private byte[] _scratch = [];

    public ReadColumn Column => column;

    /// <summary>The number of the field in its record.</summary>
    protected int Field => fieldIndex;

    protected ParseRules Rules => rules;

    protected bool Nullable { get; } = column.Field.Type.Nullable;

    public abstract void Parse(
        ReadOnlySpan<byte> data, FieldBlock block, int first, int count, ColumnBuilder to, BadFields bad);

    public abstract void Commit(ReadOnlySpan<byte> data, FieldBlock block, int first, int count, ColumnBuilder to);

    /// <summary>Whether the field means NULL. Text that is not quoted is compared with the null literal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected bool IsNull(ReadOnlySpan<byte> data, int start, int end)
    {
        FieldKind kind = FieldBlock.KindOf(end);
        return kind == FieldKind.Null
            || (kind == FieldKind.Plain && rules.NullLiteral is { } literal && data[start..end].SequenceEqual(literal));
    }

    /// <summary>The text of a field, without escapes; 8 bytes behind it may be read. False if an escape is bad.</summary>
    protected bool TryText(ReadOnlySpan<byte> data, int start, int end, out ReadOnlySpan<byte> text)
    {
        text = data[start..(end & FieldBlock.OffsetMask)];
        if (FieldBlock.KindOf(end) != FieldKind.Escaped)
        {
            return true;
        }

        if (_scratch.Length < text.Length + ByteWindow.Padding)
        {
            _scratch = new byte[2 * text.Length + ByteWindow.Padding];
        }

        int length = rules.Unescaper.Unescape(text, _scratch);
        text = _scratch.AsSpan(0, Math.Max(length, 0));
        return length >= 0;
    }

    /// <summary>A NULL may stand in the column, or in a row that only takes its key away.</summary>
    protected void CheckNull(FieldBlock block, int row, BadFields bad)
    {
        if (!Nullable && (block.Kinds is null || !block.Kinds[row].IsRetraction()))
        {
            bad.Add(row, $"column {column.Field.Name} is NOT NULL, but the record has no value for it");
        }
    }

    /// <summary>Notes a bad field, unless errors are ignored and it may be NULL.</summary>
    protected void NoteBadField(ReadOnlySpan<byte> data, FieldBlock block, int row, BadFields bad)
    {
        if (bad.TryIgnore(Nullable))
        {
            return;
        }

        int index = row * block.FieldCount + fieldIndex;
        string text = BadRecords.Excerpt(data[block.Starts[index]..(block.Ends[index] & FieldBlock.OffsetMask)]);
        bad.Add(row, $"column {column.Field.Name}: '{text}' is not of type {column.Field.Type.Name}");
    }

    /// <summary>Whether text may enter a column: it is UTF-8.</summary>
    protected static bool IsText(FieldBlock block, ReadOnlySpan<byte> text) =>
        block.IsAscii || System.Text.Unicode.Utf8.IsValid(text);
}
