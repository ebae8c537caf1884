namespace FlinkSql.Tests.Simulation.Disk;

/// <summary>The names in a directory, as processes see them and as they survive a crash for sure.</summary>
internal sealed class DiskDirectory
{
    /// <summary>A <see cref="DiskFile"/> or <see cref="DiskDirectory"/> by its name.</summary>
    public Dictionary<string, object> Names { get; private set; } = [];

    public Dictionary<string, object> Durable { get; } = [];

    /// <summary>The changes that concern its names and are not durable yet.</summary>
    public List<DiskChange> Pending { get; } = [];

    /// <summary>After a crash of the machine only the durable names are there.</summary>
    public void Forget() => Names = new Dictionary<string, object>(Durable);
}
