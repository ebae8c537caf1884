using System.Text.Json;

namespace FlinkSql.Connectors.Formats.Json;

/// <summary>Reads JSON lines of which each object is a row.</summary>
internal sealed class JsonReader(ReadRequest request, JsonOptions options) : JsonLinesReader(request, options)
{
    protected override string? ScanRecord(ref Utf8JsonReader reader, int offset)
    {
        ScanFields(ref reader, offset, Block.RowCount);
        AddRow(offset);
        return null;
    }
}
