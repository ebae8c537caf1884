using System.Diagnostics;
using System.Globalization;
using FlinkSql.Columnar;
using FlinkSql.Engine;
using FlinkSql.Parser;
using FlinkSql.Parser.Ast;
using FlinkSql.Planner.Catalog;
using FlinkSql.Runtime.Scheduling;

namespace FlinkSql.Bench.Soak;

/// <summary>
/// Long runs in virtual time. State of closed windows must be gone, so that memory stays flat however long a job runs;
/// and what is held is in proportion to the open windows.
/// </summary>
internal static class WindowSoak
{
    private const long SoakRows = 100_000_000;

    private static readonly (string Name, string Query)[] Soaks =
    [
        ("TUMBLE 10 s by name", "SELECT window_start, name, COUNT(*), SUM(price) FROM TUMBLE(TABLE events, DESCRIPTOR(ts), INTERVAL '10' SECOND) GROUP BY window_start, window_end, name"),
        ("HOP 1 s, 10 s by id", "SELECT window_start, id, COUNT(*), SUM(price) FROM HOP(TABLE events, DESCRIPTOR(ts), INTERVAL '1' SECOND, INTERVAL '10' SECOND) GROUP BY window_start, window_end, id"),
        ("SESSION 1 s by name", "SELECT window_start, name, COUNT(*), SUM(price) FROM SESSION(TABLE events PARTITION BY name, DESCRIPTOR(ts), INTERVAL '1' SECOND) GROUP BY window_start, window_end, name"),
    ];

    /// <summary>100 M rows through each kind of window: memory after every tenth of them.</summary>
    public static void Flat()
    {
        foreach ((string name, string query) in Soaks)
        {
            Run(name, query, SoakRows, keys: 1_000, rowsPerSecond: 20_000, keyLife: 1_000_000, samples: 10);
        }
    }

    /// <summary>10 M rows with 1 M keys in every window.</summary>
    public static void ManyKeys() => Run(
        "TUMBLE, 1 M keys", Soaks[0].Query.Replace("name", "id", StringComparison.Ordinal), 10_000_000,
        keys: 1_000_000, rowsPerSecond: 300_000, keyLife: 0, samples: 5);

    private static void Run(string name, string query, long rows, int keys, int rowsPerSecond, long keyLife, int samples)
    {
        var runtime = new SimulatedRuntime(1) { MaxSteps = long.MaxValue };
        using var engine = new FlinkSqlEngine(new EngineOptions { Runtime = runtime });
        Session session = engine.OpenSession();
        long next = 0;
        var memory = new List<string>();
        RunningJob? job = null;
        void Sample(long given)
        {
            if (given >= next)
            {
                next += rows / samples;
                double megabytes = GC.GetTotalMemory(forceFullCollection: true) / 1e6;
                long held = job?.Operators().Sum(o => o.StateEntries) ?? 0;
                memory.Add(string.Create(CultureInfo.InvariantCulture, $"{megabytes:F0} MB ({held:N0})"));
            }
        }

        session.AddTable(Table(), columns => new EventSource(columns, rows, keys, rowsPerSecond, keyLife) { OnBatch = Sample });
        session.Execute("CREATE TABLE nowhere (a TIMESTAMP(3), k STRING, n BIGINT, total BIGINT) WITH ('connector' = 'blackhole')");
        string insert = $"INSERT INTO nowhere SELECT window_start, CAST({(query.Contains("name", StringComparison.Ordinal) ? "name" : "id")} AS STRING), n, total FROM ({Named(query)})";
        var watch = Stopwatch.StartNew();
        job = ((InsertOutcome)session.Execute(insert)).Job;
        Task<bool> completion = job.Completion();
        runtime.Run(() => completion.IsCompleted);
        completion.GetAwaiter().GetResult();
        JobProgress progress = job.Progress();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-22} {rows / 1e6:F0} M rows in {watch.Elapsed.TotalSeconds:F1} s, {progress.RowsOut:N0} out, {progress.LateRows:N0} late"));
        Console.WriteLine($"{"",-22} heap (state entries): {string.Join("  ", memory)}");
    }

    private static string Named(string query) => query
        .Replace("COUNT(*)", "COUNT(*) AS n", StringComparison.Ordinal)
        .Replace("SUM(price)", "SUM(price) AS total", StringComparison.Ordinal);

    private static TableDescriptor Table() => new()
    {
        Path = new TablePath("default_catalog", "default_database", "events"),
        Columns = EventSource.All.Fields.Select(field => new ColumnDescriptor(field.Name, field.Type)).ToEquatable(),
        Watermark = new WatermarkDescriptor("ts", TwoSecondsBefore()),
        Traits = new SourceSinkTraits { CanRead = true, Bounded = true, MaxReadParallelism = 1 },
    };

    private static ExpressionSyntax TwoSecondsBefore() =>
        SqlParser.ParseExpression("ts - INTERVAL '2' SECOND").Value!;
}
