namespace FlinkSql.Tests.Simulation.Disk;

/// <summary>What one operation changed in names, as far as it is not durable yet.</summary>
internal sealed class DiskChange(params IEnumerable<NameChange> names)
{
    public List<NameChange> Names { get; } = [.. names];
}
