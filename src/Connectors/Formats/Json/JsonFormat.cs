using FlinkSql.Runtime.Connect;

namespace FlinkSql.Connectors.Formats.Json;

/// <summary>JSON lines: one object a line, one row an object.</summary>
[Format("json")]
internal sealed class JsonFormat : IFormat
{
    private const string Prefix = "json";

    public IReadOnlyList<ConnectorOption> Options { get; } = [.. JsonOptions.Common(Prefix), .. JsonOptions.Plain(Prefix)];

    public string Extension => "json";

    public void Check(ConnectorTable table) => JsonOptions.Of(table, Prefix);

    public IRecordReader OpenReader(ReadRequest request)
    {
        var options = JsonOptions.Of(request.Table, Prefix);
        request.BadRecords.IgnoreErrors = options.IgnoreErrors;
        return new JsonReader(request, options);
    }

    public IRecordWriter OpenWriter(WriteRequest request) =>
        new JsonWriter(request, JsonOptions.Of(request.Table, Prefix), new JsonEnvelope("{"u8, "}\n"u8));
}
