using System.Globalization;
using FlinkSql.Columnar;
using FlinkSql.Connectors;
using FlinkSql.Engine;
using FlinkSql.Runtime.Scheduling;
using FlinkSql.Tests.Sql.Harness;
using Xunit;

namespace FlinkSql.Tests.Simulation;

/// <summary>Late rows are read while the query that drops them runs.</summary>
public class LateRowFollowTests
{
    private const string Windows = """
        INSERT INTO sums SELECT SUM(id) FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '10' SECOND))
        GROUP BY window_start, window_end
        """;

    [Fact]
    public void Late_rows_go_into_a_table_while_the_query_runs_and_the_insert_ends_with_it()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            using var run = new Run(seed, seed % 2 == 0 ? 1 : 4);
            RunningJob windows = run.Start(Windows);
            RunningJob dead = run.Start("INSERT INTO dead SELECT id, late_by_ms FROM late_rows('job-1')");
            run.Finish(windows, dead);
            Assert.Equal(Run.LateIds, run.Written("dead"));
        }
    }

    [Fact]
    public void Who_starts_to_read_after_rows_were_overwritten_is_told()
    {
        using var run = new Run(seed: 3, parallelism: 1);
        run.Session.Execute("SET 'table.exec.late-rows.capacity' = '2'");
        RunningJob windows = run.Start(Windows);
        run.Finish(windows);
        RunningJob other = run.Start(Windows);
        var query = Assert.IsType<QueryOutcome>(run.Session.Execute("SELECT id FROM late_rows('job-1')"));
        Assert.Contains(query.Notes, note => note.Code == "FLS4305");
        run.Finish(other, query.Query.Job);
        Assert.Equal(Run.LateIds.TakeLast(2), run.Taken(query.Query));
    }

    [Fact]
    public void Ids_go_on_when_the_slots_change()
    {
        using var run = new Run(seed: 2, parallelism: 1);
        run.Finish(run.Start(Windows));
        run.Session.Execute("SET 'taskmanager.numberOfTaskSlots' = '3'");
        RunningJob second = run.Start(Windows);
        run.Finish(second);
        Assert.Equal("job-2", second.Id.ToString());
    }

    [Fact]
    public void Tables_of_the_system_show_and_describe_themselves()
    {
        using var run = new Run(seed: 1, parallelism: 1);
        var tables = Assert.IsType<TableOutcome>(run.Session.Execute("SHOW TABLES IN system"));
        Assert.Equal(["errors", "jobs", "late_rows", "operators", "watermarks"], tables.Rows.Select(row => row[0]));
        var columns = Assert.IsType<TableOutcome>(run.Session.Execute("DESCRIBE system.late_rows"));
        Assert.Equal(
            ["job_id", "operator", "row_json", "watermark", "late_by_ms", "window_start", "window_end", "number"],
            columns.Rows.Select(row => row[0]));
        tables = Assert.IsType<TableOutcome>(run.Session.Execute("SHOW TABLES"));
        Assert.Equal(["dead", "sums", "t"], tables.Rows.Select(row => row[0]));
    }

    private sealed class Run : IDisposable
    {
        private readonly SimulatedRuntime _runtime;
        private readonly TestConnector _tables = new();
        private readonly FlinkSqlEngine _engine;

        public Run(int seed, int parallelism)
        {
            _runtime = new SimulatedRuntime(seed);
            var connectors = new ConnectorRegistry();
            connectors.Add("test", _tables);
            _engine = new FlinkSqlEngine(new EngineOptions { Runtime = _runtime, Connectors = connectors, ResultCapacity = int.MaxValue });
            Session = _engine.OpenSession();
            Session.Settings.Set("parallelism.default", $"{parallelism}");
            Session.Settings.Set("taskmanager.numberOfTaskSlots", "16");
            Session.Settings.Set("table.exec.batch-size", "2");
            Session.Execute("""
                CREATE TABLE t (id BIGINT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND)
                WITH ('connector' = 'test', 'scan.watermark.emit.strategy' = 'on-event')
                """);
            Session.Execute("CREATE TABLE sums (total BIGINT) WITH ('connector' = 'test')");
            Session.Execute("CREATE TABLE dead (id BIGINT, by_ms BIGINT) WITH ('connector' = 'test')");
            var schema = new Schema(new[] { new Field("id", DataTypes.BigInt), new Field("ts", DataTypes.Timestamp3) }.ToEquatable());
            _tables.SetInput("t", BatchText.Parse(schema, string.Join('\n', Rows())));
        }

        // Every third row after the first ones comes a minute too late.
        public static IEnumerable<long> LateIds => Enumerable.Range(0, 60).Where(id => id >= 15 && id % 3 == 0).Select(id => (long)id);

        public Session Session { get; }

        public RunningJob Start(string sql) => Assert.IsType<InsertOutcome>(Session.Execute(sql)).Job;

        public void Finish(params RunningJob[] jobs)
        {
            Task<bool>[] ends = [.. jobs.Select(job => job.Completion())];
            _runtime.Run(() => ends.All(end => end.IsCompleted));
            Assert.All(ends, end => Assert.True(end.GetAwaiter().GetResult()));
        }

        public IEnumerable<long> Written(string table) =>
            _tables.Output(table).SelectMany(batch => batch.Values<long>(0).ToArray()).Order();

        public IEnumerable<long> Taken(RunningQuery query)
        {
            var ids = new List<long>();
            while (query.TryTake(out RecordBatch? batch))
            {
                ids.AddRange(batch.Values<long>(0).ToArray());
                batch.Dispose();
            }

            return ids;
        }

        public void Dispose() => _engine.Dispose();

        private static IEnumerable<string> Rows()
        {
            var late = LateIds.ToHashSet();
            for (int id = 0; id < 60; id++)
            {
                DateTime at = DateTime.UnixEpoch.AddSeconds(id * 5 - (late.Contains(id) ? 60 : 0));
                yield return $"+I {id} {at.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture)}";
            }
        }
    }
}
