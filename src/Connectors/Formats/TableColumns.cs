using FlinkSql.Columnar;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Connectors.Formats;

/// <summary>Tells the columns that a file holds from those that show metadata.</summary>
internal static class TableColumns
{
    /// <summary>The key of the metadata a column shows, or null for a column of the file.</summary>
    public static string? MetadataKey(this ConnectorTable table, int column) =>
        column < table.Metadata.Count ? table.Metadata[column] : null;

    /// <summary>The columns of the file, in order.</summary>
    public static IEnumerable<Field> PhysicalFields(this ConnectorTable table) =>
        table.Schema.Fields.Where((_, column) => table.MetadataKey(column) is null);
}
