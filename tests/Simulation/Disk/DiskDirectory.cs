namespace FlinkSql.Tests.Simulation.Disk;

/// <summary>The names in a directory, as processes see them and as they survive a crash for sure.</summary>
internal sealed class DiskDirectory
{
    /// <summary>A <see cref="DiskFile"/> or <see cref="DiskDirectory"/> by its name.</summary>
    public SortedDictionary<string, object> Names { get; private set; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, object> Durable { get; private set; } = new(StringComparer.Ordinal);

    /// <summary>After a crash of the machine only the durable names are there.</summary>
    public void Forget() => Names = new SortedDictionary<string, object>(Durable, StringComparer.Ordinal);
}
