using FlinkSql.Runtime.Connect;

namespace FlinkSql.Tests.Simulation.Swarm.Plans;

/// <summary>
/// Tables of the simulated world in SQL. All splits of a source are open together; with <c>'pace'</c> rows come one by
/// one, so many microseconds apart.
/// </summary>
internal sealed class WorldConnector : IConnector
{
    public IReadOnlyList<ConnectorOption> Options { get; } = [new("pace", "microseconds between rows")];

    public TableCapabilities Describe(ConnectorTable table) => new()
    {
        CanRead = true,
        CanWrite = true,
        Bounded = true,
        WritesChanges = true,
    };

    public ISource CreateSource(ConnectorTable table, int[] columns) => new WorldSource(
        table.Name,
        table.Schema.Select(columns),
        columns,
        inTurn: true,
        TimeSpan.FromMicroseconds(long.Parse(table.Options.GetValueOrDefault("pace", "0"))));

    public ISink CreateSink(ConnectorTable table) => new WorldSink();
}
