using FlinkSql.Columnar;
using FlinkSql.Connectors.Formats.Json;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Connectors.Formats.DebeziumJson;

/// <summary>
/// The change records of Debezium: <c>{"before":{...},"after":{...},"op":"u"}</c>. An update is read as -U and +U; it is
/// written as a delete and a create, as Flink does.
/// </summary>
[Format("debezium-json")]
internal sealed class DebeziumJsonFormat : IFormat
{
    private const string Prefix = "debezium-json";

    public IReadOnlyList<ConnectorOption> Options { get; } =
        [.. JsonOptions.Common(Prefix), .. JsonOptions.Debezium(Prefix)];

    public string Extension => "json";

    public bool ReadsChanges => true;

    public bool WritesChanges => true;

    public void Check(ConnectorTable table) => JsonOptions.Of(table, Prefix);

    public IRecordReader OpenReader(ReadRequest request)
    {
        var options = JsonOptions.Of(request.Table, Prefix);
        request.BadRecords.IgnoreErrors = options.IgnoreErrors;
        return new DebeziumJsonReader(request, options);
    }

    public IRecordWriter OpenWriter(WriteRequest request)
    {
        var options = JsonOptions.Of(request.Table, Prefix);
        if (options.SchemaIncluded)
        {
            throw ConnectorErrors.OptionWithoutEffect(
                Prefix + ".schema-include", "records are written without a schema");
        }

        return new JsonWriter(request, options, new JsonEnvelope(
            kind => kind.IsRetraction() ? "{\"before\":{" : "{\"before\":null,\"after\":{",
            kind => kind.IsRetraction() ? "},\"after\":null,\"op\":\"d\"}\n" : "},\"op\":\"c\"}\n"));
    }
}
