using System.Text;
using System.Text.Json;
using FlinkSql.Columnar;
using FlinkSql.Connectors.Formats.Json;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Connectors.Formats.ChangelogJson;

/// <summary>Rows with their kinds, one a line: <c>{"op":"+I","data":{...}}</c>.</summary>
[Format("changelog-json")]
internal sealed class ChangelogJsonFormat : IFormat
{
    private const string Prefix = "changelog-json";

    public IReadOnlyList<ConnectorOption> Options { get; } = JsonOptions.Common(Prefix);

    public string Extension => "json";

    public bool ReadsChanges => true;

    public bool WritesChanges => true;

    public void Check(ConnectorTable table) => JsonOptions.Of(table, Prefix);

    public IRecordReader OpenReader(ReadRequest request)
    {
        var options = JsonOptions.Of(request.Table, Prefix);
        request.BadRecords.IgnoreErrors = options.IgnoreErrors;
        return new ChangelogJsonReader(request, options);
    }

    public IRecordWriter OpenWriter(WriteRequest request) => new JsonWriter(
        request,
        JsonOptions.Of(request.Table, Prefix),
        new JsonEnvelope(kind => $$"""{"op":"{{kind.ToShortString()}}","data":{""", _ => "}}\n"));
}

/// <summary>Reads changelog JSON.</summary>
internal sealed class ChangelogJsonReader(ReadRequest request, JsonOptions options) : JsonLinesReader(request, options)
{
    protected override bool HasKinds => true;

    protected override string? ScanRecord(ref Utf8JsonReader reader, int offset)
    {
        RowKind? kind = null;
        bool data = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("op"u8))
            {
                reader.Read();
                if (!TryReadKind(ref reader, out RowKind read))
                {
                    return "\"op\" is none of \"+I\", \"-U\", \"+U\" and \"-D\"";
                }

                kind = read;
            }
            else if (reader.ValueTextEquals("data"u8))
            {
                reader.Read();
                if (reader.TokenType != JsonTokenType.StartObject)
                {
                    return "\"data\" is not an object";
                }

                ScanFields(ref reader, offset, Block.RowCount);
                data = true;
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        if (kind is null || !data)
        {
            return $"\"{(kind is null ? "op" : "data")}\" is missing";
        }

        AddRow(offset, kind.Value);
        return null;
    }

    private static bool TryReadKind(ref Utf8JsonReader reader, out RowKind kind)
    {
        Span<char> text = stackalloc char[2];
        kind = default;
        return reader.TokenType == JsonTokenType.String
            && reader.ValueSpan.Length == 2
            && Encoding.ASCII.GetChars(reader.ValueSpan, text) == 2
            && RowKinds.TryParse(text, out kind);
    }
}
