using FlinkSql.Columnar;

namespace FlinkSql.Connectors.Formats;

/// <summary>How a field is spelled in the bytes; it stands in the upper bits of the field's end.</summary>
internal enum FieldKind
{
    /// <summary>The bytes are the value: an unquoted CSV field, a JSON number, true or false.</summary>
    Plain,

    /// <summary>The bytes are the value, and stood in quotes.</summary>
    Quoted,

    /// <summary>The bytes stood in quotes and hold escapes.</summary>
    Escaped,

    /// <summary>There is no value.</summary>
    Null,

    /// <summary>The bytes are a JSON object or array.</summary>
    Nested,
}

/// <summary>
/// Where the fields of some records lie in the bytes of a <see cref="Files.ByteWindow"/>. A scanner finds them, and
/// column parsers then go through them column by column; no field is copied in between.
/// </summary>
internal sealed class FieldBlock
{
    /// <summary>Bits of an end that are the offset: a window holds less than that.</summary>
    public const int OffsetBits = 27;

    public const int OffsetMask = (1 << OffsetBits) - 1;

    private const int FieldsWanted = 32 << 10;

    /// <param name="fieldCount">Fields of a record, wanted or not.</param>
    public FieldBlock(int fieldCount)
    {
        FieldCount = fieldCount;
        Capacity = Math.Clamp(FieldsWanted / Math.Max(fieldCount, 1), 16, 4_096);
        Starts = new int[Capacity * fieldCount];
        Ends = new int[Capacity * fieldCount];
        RowStarts = new int[Capacity];
        RowEnds = new int[Capacity];
    }

    public int FieldCount { get; }

    /// <summary>The most rows.</summary>
    public int Capacity { get; }

    /// <summary>Row by row, where each field begins.</summary>
    public int[] Starts { get; }

    /// <summary>Row by row, where each field ends; above <see cref="OffsetBits"/> stands its kind.</summary>
    public int[] Ends { get; }

    /// <summary>Where the record of each row begins. Two rows may come from one record.</summary>
    public int[] RowStarts { get; }

    public int[] RowEnds { get; }

    /// <summary>The kinds of the rows, or null where all are +I.</summary>
    public RowKind[]? Kinds { get; set; }

    public int RowCount { get; set; }

    /// <summary>The bytes that these rows, and what was skipped between them, take up.</summary>
    public int Consumed { get; set; }

    /// <summary>Whether all bytes of the block are ASCII, so that text needs no check.</summary>
    public bool IsAscii { get; set; }

    public static FieldKind KindOf(int end) => (FieldKind)(end >>> OffsetBits);

    public static int WithKind(int end, FieldKind kind) => end | ((int)kind << OffsetBits);

    public void SetField(int row, int field, int start, int end, FieldKind kind)
    {
        Starts[row * FieldCount + field] = start;
        Ends[row * FieldCount + field] = WithKind(end, kind);
    }

    /// <summary>Makes every field of a row NULL, for a scanner that finds fields by name.</summary>
    public void ClearRow(int row)
    {
        Array.Clear(Starts, row * FieldCount, FieldCount);
        Array.Fill(Ends, WithKind(0, FieldKind.Null), row * FieldCount, FieldCount);
    }

    public void Clear()
    {
        RowCount = 0;
        Consumed = 0;
    }
}
