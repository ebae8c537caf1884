using FlinkSql.Runtime.Connect;

namespace FlinkSql.Tests.Simulation.Rescale;

/// <summary>The tables of a world.</summary>
internal sealed class RescaleConnector(RescaleWorld world) : IConnector
{
    public IReadOnlyList<ConnectorOption> Options => [];

    public TableCapabilities Describe(ConnectorTable table) => new()
    {
        CanRead = true,
        CanWrite = true,
        Bounded = true,
        WritesChanges = true,
    };

    public ISource CreateSource(ConnectorTable table, int[] columns) =>
        new RescaleSource(world, table.Name, table.Schema.Select(columns), columns);

    public ISink CreateSink(ConnectorTable table) => new RescaleSink(world);
}
