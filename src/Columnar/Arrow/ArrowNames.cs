namespace FlinkSql.Columnar.Arrow;

/// <summary>Keys of the custom metadata, and other names, by which files written here know more than Arrow's types.</summary>
internal static class ArrowNames
{
    /// <summary>On a field: the exact SQL type as <see cref="Columnar.DataType.ToString"/> spells it.</summary>
    public const string ExactType = "flinksql.type";

    /// <summary>On the schema: the name of the last column, which holds row kinds.</summary>
    public const string RowKinds = "flinksql.row_kinds";

    /// <summary>On a record batch: its watermarks as <c>row:time row:time</c>.</summary>
    public const string Watermarks = "flinksql.watermarks";

    /// <summary>The name that the row-kind column is written under.</summary>
    public const string RowKindColumn = "__op";

    /// <summary>The first and last bytes of a file.</summary>
    public static ReadOnlySpan<byte> Magic => "ARROW1"u8;
}
