using System.Globalization;
using FlinkSql.Bench.Suite;
using FlinkSql.Columnar;
using FlinkSql.Engine;
using FlinkSql.Planner.Catalog;

namespace FlinkSql.Bench.State;

/// <summary>
/// Throughput of a job with a checkpoint every second on the disk, against the same job without any; and processor time a row,
/// which a busy machine changes less, and in which the threads that write files count too.
/// </summary>
internal static class CheckpointBenchmark
{
    private const int Runs = 5;
    private const int Rows = 5_000_000;

    private static readonly TimeSpan _time = TimeSpan.FromSeconds(5);

    private static readonly (string Name, string Key, string Sql)[] _queries =
    [
        ("TUMBLE, 100,000 keys", "key100000",
            "SELECT window_end, key100000, COUNT(*) AS n, SUM(price) AS total FROM TUMBLE(TABLE bids, DESCRIPTOR(ts), INTERVAL '10' SECOND) "
            + "GROUP BY window_start, window_end, key100000"),
        ("GROUP BY, 100,000 keys", "key100000", "SELECT key100000, COUNT(*) AS n, SUM(price) AS total FROM bids GROUP BY key100000"),
        ("GROUP BY, 5 M keys", "key5m", "SELECT key5m, COUNT(*) AS n, SUM(price) AS total FROM bids GROUP BY key5m"),
    ];

    private static readonly (string Name, string Sql)[] _ways =
    [
        ("none", ""),
        ("whole", "SET 'execution.checkpointing.interval' = '1 s';"),
        ("incremental", "SET 'execution.checkpointing.interval' = '1 s'; SET 'execution.checkpointing.incremental' = 'true';"),
    ];

    public static void Run()
    {
        var data = new SuiteData(Rows);
        foreach ((string name, string key, string sql) in _queries)
        {
            List<RecordBatch> batches = data.Batches(["ts", key, "price"]);
            var speeds = new double[_ways.Length, Runs + 1];
            var costs = new double[_ways.Length, Runs + 1];
            var checkpoints = new int[_ways.Length];
            for (int run = 0; run <= Runs; run++)
            {
                for (int way = 0; way < _ways.Length; way++)
                {
                    (speeds[way, run], costs[way, run], checkpoints[way]) = RunOnce(batches, key, sql, _ways[way].Sql);
                }
            }

            for (int way = 0; way < _ways.Length; way++)
            {
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name,-24} {_ways[way].Name,-12} {Median(speeds, way) / 1e6,6:F1} M rows/s   ratio {Median(speeds, way) / Median(speeds, 0):F2}   "
                    + $"processor {Median(costs, way) * 1e9,5:F0} ns a row   ratio {Median(costs, 0) / Median(costs, way):F2}   {checkpoints[way]} checkpoints"));
            }

            batches.ForEach(batch => batch.Dispose());
        }
    }

    private static double Median(double[,] measured, int way) =>
        Enumerable.Range(1, Runs).Select(run => measured[way, run]).Order().ElementAt(Runs / 2);

    private static (double Speed, double Cost, int Checkpoints) RunOnce(List<RecordBatch> batches, string key, string sql, string settings)
    {
        string folder = Directory.CreateTempSubdirectory("flinksql-bench-").FullName;
        try
        {
            using var engine = new FlinkSqlEngine();
            Session session = engine.OpenSession();
            session.Execute("SET 'taskmanager.memory.managed.size' = '4 gb'");
            session.Execute($"CREATE TABLE declared (ts TIMESTAMP(3) NOT NULL, {key} BIGINT NOT NULL, price BIGINT NOT NULL, "
                + "WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector' = 'datagen')");
            TableDescriptor declared = session.Catalog
                .Objects(MemoryCatalog.DefaultCatalog, MemoryCatalog.DefaultDatabase).OfType<TableDescriptor>().Single();
            EndlessSource? source = null;
            session.AddTable(
                declared with
                {
                    Path = declared.Path with { Name = "bids" },
                    Options = [],
                    Traits = new SourceSinkTraits { CanRead = true, Bounded = true, Replayable = true },
                },
                read => source = new EndlessSource(Select(batches, read), 1000L * Rows / SuiteData.RowsPerSecond, _time));
            if (settings.Length != 0)
            {
                session.Execute($"SET 'execution.checkpointing.dir' = '{folder}'");
                foreach (string set in settings.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                {
                    session.Execute(set);
                }
            }

            TimeSpan before = Environment.CpuUsage.TotalTime;
            var job = ((InsertOutcome)session.Execute($"CREATE TABLE result WITH ('connector' = 'blackhole') AS {sql}")).Job;
            job.Completion().GetAwaiter().GetResult();
            int last = Directory.GetDirectories(folder, "chk-*", SearchOption.AllDirectories)
                .Select(path => int.Parse(path[(path.LastIndexOf('-') + 1)..], CultureInfo.InvariantCulture)).DefaultIfEmpty().Max();
            TimeSpan used = Environment.CpuUsage.TotalTime - before;
            return (source!.Given / source.Elapsed.TotalSeconds, used.TotalSeconds / source.Given, last);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IReadOnlyList<RecordBatch> Select(List<RecordBatch> batches, int[] read)
    {
        var schema = new Schema([.. read.Select(column => batches[0].Schema[column])]);
        return [.. batches.Select(batch => batch.Select(schema, read))];
    }
}
