using System.Globalization;
using FlinkSql.Columnar;
using FlinkSql.Tests.Oracle;
using FlinkSql.Tests.Sql.Harness;
using Xunit;

namespace FlinkSql.Tests.Simulation;

/// <summary>
/// Random rows, disorder, windows, ranks, batch sizes and parallelism against a model that keeps everything: the same
/// rows and the same number of late ones. A failure names its seed.
/// </summary>
public class WindowRankPropertyTests
{
    private const int Seeds = 120;

    [Theory]
    [InlineData("tumble")]
    [InlineData("hop")]
    [InlineData("cumulate")]
    public void Top_n_of_windows_equals_the_model_for_every_seed(string kind)
    {
        for (int seed = 0; seed < Seeds; seed++)
        {
            var random = new Random(seed);
            long first = random.Next(3) == 0 ? random.Next(1, 4) : 1;
            long last = first + random.Next(0, 4);
            bool descending = random.Next(2) == 0;
            Check(
                kind, seed, $"v {(descending ? "DESC" : "ASC")}", $"rn BETWEEN {first} AND {last}",
                rank => rank.Rank >= first && rank.Rank <= last,
                rows => descending ? rows.OrderByDescending(row => row.Value) : rows.OrderBy(row => row.Value));
        }
    }

    [Theory]
    [InlineData("tumble")]
    [InlineData("hop")]
    [InlineData("cumulate")]
    public void Deduplication_of_windows_equals_the_model_for_every_seed(string kind)
    {
        for (int seed = 0; seed < Seeds; seed++)
        {
            // The last of those with the greatest time, the first of those with the least.
            bool last = seed % 2 == 0;
            Check(
                kind, seed, last ? "ts DESC" : "ts", "rn = 1",
                rank => rank.Rank == 1,
                rows => last ? rows.Reverse().OrderByDescending(row => row.Time) : rows.OrderBy(row => row.Time));
        }
    }

    [Fact]
    public void The_first_row_of_sessions_equals_the_model_for_every_seed()
    {
        for (int seed = 0; seed < Seeds; seed++)
        {
            var random = new Random(seed);
            (_, string function, long gap) = WindowPropertyTests.Window("session", random);
            long delay = random.Next(0, 30) * 500L;
            ModelRow[] rows = WindowPropertyTests.Rows(random);
            var sessions = new SessionModel(gap, delay, interval: 0);
            IEnumerable<string> expected = sessions.Run(rows)
                .Select(group => $"+I {Timestamp(group.Start)} {Timestamp(group.End)} {group.Key} {group.Max}");
            Compare(seed, random, delay, rows, $"""
                SELECT window_start, window_end, k, v FROM (
                  SELECT *, ROW_NUMBER() OVER (PARTITION BY window_start, window_end, k ORDER BY v DESC) AS rn
                  FROM TABLE({function}))
                WHERE rn = 1
                """, [.. expected], sessions.LateRows);
        }
    }

    private static void Check(
        string kind,
        int seed,
        string order,
        string filter,
        Func<ModelRank, bool> wanted,
        Func<IEnumerable<ModelRow>, IEnumerable<ModelRow>> sort)
    {
        var random = new Random(seed);
        (ModelWindow? window, string function, _) = WindowPropertyTests.Window(kind, random);
        long delay = random.Next(0, 30) * 500L;
        ModelRow[] rows = WindowPropertyTests.Rows(random);
        var model = new WindowRankModel(window!, delay, interval: 0, sort);
        string[] expected = [.. model.Run(rows).Where(wanted).Select(rank =>
            $"+I {Timestamp(rank.Start)} {Timestamp(rank.End)} {rank.Row.Key} {rank.Row.Value} "
            + $"{Timestamp(rank.Row.Time)} {rank.Rank}")];
        Compare(seed, random, delay, rows, $"""
            SELECT window_start, window_end, k, v, ts, rn FROM (
              SELECT *, ROW_NUMBER() OVER (PARTITION BY window_start, window_end, k ORDER BY {order}) AS rn
              FROM TABLE({function}))
            WHERE {filter}
            """, expected, model.LateRows);
    }

    private static void Compare(
        int seed, Random random, long delay, ModelRow[] rows, string query, string[] expected, long lateRows)
    {
        var configuration = new SqlConfiguration(
            new[] { 1, 3, 64, 4096 }[random.Next(4)], new[] { 1, 2, 4 }[random.Next(3)], seed);
        using var run = new SqlRun(configuration);
        run.Script($"""
            CREATE TABLE t (k BIGINT, v BIGINT, ts TIMESTAMP(3),
              WATERMARK FOR ts AS ts - INTERVAL '{(delay / 1000.0).ToString("0.000", CultureInfo.InvariantCulture)}' SECOND)
            WITH ('connector' = 'test', 'scan.watermark.emit.strategy' = 'on-event');
            """);
        run.Input("t", WindowPropertyTests.Picture(rows));
        IReadOnlyList<RecordBatch> result = run.Query(query);
        string actual = Changelog.Sorted(Changelog.Lines(result));
        Assert.True(
            Changelog.Sorted(expected) == actual,
            $"seed {seed}, {query}, delay {delay}, {configuration}: expected\n{Changelog.Sorted(expected)}\nbut got\n{actual}");
        Assert.True(
            lateRows == run.Progress.LateRows, $"seed {seed}, {query}: {lateRows} late, got {run.Progress.LateRows}");
    }

    private static string Timestamp(long ms) => WindowPropertyTests.Timestamp(ms);
}
