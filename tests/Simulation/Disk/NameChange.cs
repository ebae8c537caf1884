namespace FlinkSql.Tests.Simulation.Disk;

/// <summary>A name gets a node, or loses the one it had.</summary>
internal readonly record struct NameChange(DiskDirectory Directory, string Name, object? Node, object? Gone)
{
    public static NameChange Set(DiskDirectory directory, string name, object node) => new(directory, name, node, null);

    public static NameChange Lose(DiskDirectory directory, string name, object gone) => new(directory, name, null, gone);
}
