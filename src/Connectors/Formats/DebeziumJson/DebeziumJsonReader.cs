using System.Text.Json;
using FlinkSql.Columnar;
using FlinkSql.Connectors.Formats.Json;

namespace FlinkSql.Connectors.Formats.DebeziumJson;

/// <summary>Reads Debezium JSON: a create or snapshot is +I, an update -U and +U, a delete -D.</summary>
internal sealed class DebeziumJsonReader(ReadRequest request, JsonOptions options) : JsonLinesReader(request, options)
{
    protected override int RowsPerLine => 2;

    protected override bool HasKinds => true;

    protected override string? ScanRecord(ref Utf8JsonReader reader, int offset)
    {
        if (!Options.SchemaIncluded)
        {
            return ScanEnvelope(ref reader, offset);
        }

        string? fault = "\"payload\" is missing; set 'debezium-json.schema-include' = 'false' if records have no schema";
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool payload = reader.ValueTextEquals("payload"u8);
            reader.Read();
            if (payload && reader.TokenType == JsonTokenType.StartObject)
            {
                fault = ScanEnvelope(ref reader, offset);
                if (fault is not null)
                {
                    return fault;
                }
            }
            else
            {
                fault = payload ? "\"payload\" is not an object" : fault;
                reader.Skip();
            }
        }

        return fault;
    }

    private string? ScanEnvelope(ref Utf8JsonReader reader, int offset)
    {
        // The first row of the two holds "before", the second "after", whichever comes first.
        int row = Block.RowCount;
        bool before = false;
        bool after = false;
        string? op = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("before"u8))
            {
                before = ScanImage(ref reader, offset, row);
            }
            else if (reader.ValueTextEquals("after"u8))
            {
                after = ScanImage(ref reader, offset, row + 1);
            }
            else if (reader.ValueTextEquals("op"u8))
            {
                reader.Read();
                op = reader.TokenType == JsonTokenType.String ? reader.GetString() : "";
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        return AddRows(op, before, after, offset);
    }

    /// <summary>Scans a row image into a row; false if it is null.</summary>
    private bool ScanImage(ref Utf8JsonReader reader, int offset, int row)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            ScanFields(ref reader, offset, row);
            return true;
        }

        reader.Skip();
        return false;
    }

    private string? AddRows(string? op, bool before, bool after, int offset)
    {
        switch (op)
        {
            case "c" or "r" when after:
                MoveRow(Block.RowCount + 1, Block.RowCount);
                AddRow(offset);
                return null;
            case "u" when before && after:
                AddRow(offset, RowKind.UpdateBefore);
                AddRow(offset, RowKind.UpdateAfter);
                return null;
            case "d" when before:
                AddRow(offset, RowKind.Delete);
                return null;
            case "u" or "d" when !before:
                return "\"before\" is null in an update or delete; a PostgreSQL table needs REPLICA IDENTITY FULL";
            case "c" or "r" or "u":
                return "\"after\" is null in a create, snapshot or update";
            case null:
                return "\"op\" is missing; set 'debezium-json.schema-include' = 'true' if the record has a \"payload\"";
            default:
                return $"\"op\" is \"{op}\", which is none of c, r, u and d";
        }
    }

    private void MoveRow(int from, int to)
    {
        int count = Block.FieldCount;
        Array.Copy(Block.Starts, from * count, Block.Starts, to * count, count);
        Array.Copy(Block.Ends, from * count, Block.Ends, to * count, count);
    }
}
