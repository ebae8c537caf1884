namespace FlinkSql.Bench.Scripts;

/// <summary>A folder for as long as a benchmark runs.</summary>
internal sealed class ScratchFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("flinksql-bench-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
