using System.Text;
using FlinkSql.Connectors;
using FlinkSql.Runtime.Storage;

namespace FlinkSql.Tests.Simulation.Swarm.Plans;

/// <summary>The two-phase file sink on the simulated disk: what counts is the content of the files under their names.</summary>
internal sealed class FilePlan() : SqlPlan("files", """
    CREATE TABLE clicks (k STRING, v BIGINT, ts TIMESTAMP(3)) WITH ('connector' = 'world');
    CREATE TABLE results (k STRING, v BIGINT, ts TIMESTAMP(3))
        WITH ('connector' = 'files', 'path' = '/data/out', 'format' = 'csv', 'sink.rolling-policy.file-size' = '300b');
    INSERT INTO results SELECT k, v + 1, ts FROM clicks;
    """)
{
    private const string Folder = "/data/out";

    public override IEnumerable<string> Output(World world)
    {
        IFileSystem files = world.Disk.Mount("reader");
        foreach (FileEntry entry in files.List(Folder).OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            if (entry.Name.StartsWith('.'))
            {
                continue;
            }

            foreach (string line in Encoding.UTF8.GetString(files.ReadAll($"{Folder}/{entry.Name}")).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                yield return line;
            }
        }
    }

    protected override void AddConnectors(ConnectorRegistry connectors) => connectors.Add("files", new WorldFilesConnector());

    protected override IReadOnlyDictionary<string, SourceData> MakeTables(int dataSet) =>
        new Dictionary<string, SourceData> { ["clicks"] = TimedRows.Make(dataSet, "files", 250, 1000) };
}
