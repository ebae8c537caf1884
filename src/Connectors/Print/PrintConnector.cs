using FlinkSql.Connectors.Options;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Connectors.Print;

/// <summary>Prints each row with its kind: <c>+I[1, a]</c>, as Flink does.</summary>
[Connector("print")]
internal sealed class PrintConnector(ConnectorEnvironment environment) : IConnector
{
    private const string IdentifierKey = "print-identifier";
    private const string ErrorKey = "standard-error";

    public IReadOnlyList<ConnectorOption> Options { get; } =
    [
        new(IdentifierKey, "what stands before each row, with > behind it"),
        new(ErrorKey, "whether rows go to the standard error instead of the standard output", ["true", "false"]),
    ];

    public TableCapabilities Describe(ConnectorTable table)
    {
        new OptionSet(table.Options).Flag(ErrorKey);
        return new TableCapabilities { CanWrite = true, WritesChanges = true, WritesSnapshots = true };
    }

    public ISink CreateSink(ConnectorTable table)
    {
        var options = new OptionSet(table.Options);
        TextWriter output = options.Flag(ErrorKey) ? environment.Error : environment.Output;
        return new PrintSink(output, options.Text(IdentifierKey) ?? "");
    }
}
