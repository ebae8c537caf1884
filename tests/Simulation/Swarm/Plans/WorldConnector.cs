using FlinkSql.Runtime.Connect;

namespace FlinkSql.Tests.Simulation.Swarm.Plans;

/// <summary>
/// Tables of the simulated world in SQL. All splits of a source are open together; with <c>'pace'</c> rows come one by
/// one, so many microseconds apart.
/// </summary>
internal sealed class WorldConnector : IConnector
{
    public IReadOnlyList<ConnectorOption> Options { get; } = [
        new("pace", "microseconds between rows"), new("linger", "microseconds from the last row to the end"),
    ];

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
        Time(table, "pace"),
        Time(table, "linger"));

    public ISink CreateSink(ConnectorTable table) => new WorldSink();

    private static TimeSpan Time(ConnectorTable table, string key) =>
        TimeSpan.FromMicroseconds(long.Parse(table.Options.GetValueOrDefault(key, "0")));
}
