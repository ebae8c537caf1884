using System.Text;
using FlinkSql.Columnar;

namespace FlinkSql.Connectors.Formats.Json;

/// <summary>Writes rows as JSON objects, as the JSON format does.</summary>
public static class RowJson
{
    /// <summary>One text a row.</summary>
    public static string[] Write(RecordBatch batch, BufferPool memory)
    {
        using var text = new MemoryStream();
        using (var writer = new JsonWriter(
            new WriteRequest(text, null!, batch.Schema, memory), new JsonOptions(), new JsonEnvelope("{"u8, "}\n"u8)))
        {
            writer.Write(batch);
            writer.Flush();
        }

        // A line break inside a text is escaped, so every one there is ends a row.
        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length).Split('\n')[..batch.RowCount];
    }
}
