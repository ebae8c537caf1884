using System.Globalization;
using System.Text;
using FlinkSql.Columnar;
using FlinkSql.Tests.Oracle;
using FlinkSql.Tests.Sql.Harness;
using Xunit;

namespace FlinkSql.Tests.Simulation;

/// <summary>
/// Random rows, disorder, window shapes, batch sizes and parallelism against the brute-force model: the same groups and
/// the same number of late rows. A failure names its seed; <c>FLINKSQL_WINDOW_SEEDS</c> sets how many there are.
/// </summary>
public class WindowPropertyTests
{
    private static readonly int s_seeds = int.Parse(
        Environment.GetEnvironmentVariable("FLINKSQL_WINDOW_SEEDS") ?? "150", CultureInfo.InvariantCulture);

    // One job of three is stopped within so many steps, and goes on from a checkpoint.
    private const int Steps = 400;

    [Theory]
    [InlineData("tumble")]
    [InlineData("hop")]
    [InlineData("cumulate")]
    [InlineData("session")]
    public void Windows_equal_the_model_for_every_seed(string kind) => CheckAll(kind, carried: false);

    /// <summary>The window function stands on its own, and the aggregate reads the window from the rows.</summary>
    [Theory]
    [InlineData("tumble")]
    [InlineData("hop")]
    [InlineData("cumulate")]
    [InlineData("session")]
    public void Windows_that_rows_carry_equal_the_model_for_every_seed(string kind) => CheckAll(kind, carried: true);

    private static void CheckAll(string kind, bool carried)
    {
        for (int seed = 0; seed < s_seeds; seed++)
        {
            Check(kind, seed, carried);
        }
    }

    private static void Check(string kind, int seed, bool carried)
    {
        var random = new Random(seed);
        (ModelWindow? window, string function, long gap) = Window(kind, random);
        long delay = random.Next(0, 30) * 500L;
        bool onEvent = random.Next(2) == 0;
        ModelRow[] rows = Rows(random);
        long interval = onEvent ? 0 : 200;
        (IReadOnlyList<ModelGroup> groups, long lateRows) = Model(window, gap, delay, interval, rows);
        IEnumerable<string> expected = groups.Select(Line);

        var configuration = new SqlConfiguration(
            new[] { 1, 3, 64, 4096 }[random.Next(4)], new[] { 1, 2, 4 }[random.Next(3)], seed);
        using var run = new SqlRun(configuration);
        if (seed % 3 == 0)
        {
            run.StopAndRestore(Steps, new[] { 1, 2, 4 }[random.Next(3)]);
        }

        run.Script($"""
            CREATE TABLE t (k BIGINT, v BIGINT, ts TIMESTAMP(3),
              WATERMARK FOR ts AS ts - INTERVAL '{(delay / 1000.0).ToString("0.000", CultureInfo.InvariantCulture)}' SECOND)
            WITH ('connector' = 'test', 'scan.watermark.emit.strategy' = '{(onEvent ? "on-event" : "on-periodic")}');
            """);
        run.Input("t", Picture(rows));
        string value = carried ? "CASE WHEN ts < window_end THEN v END" : "v";
        IReadOnlyList<RecordBatch> result = run.Query($"""
            SELECT window_start, window_end, k, COUNT(*), SUM(value_in), MAX(value_in)
            FROM (SELECT window_start, window_end, k, {value} AS value_in FROM TABLE({function}))
            GROUP BY window_start, window_end, k
            """);
        // Sessions that rows carry are grouped as the rows come, so each group is updated row by row.
        Func<IEnumerable<string>, string> text = carried && kind == "session" ? Changelog.Folded : Changelog.Sorted;
        string actual = text(Changelog.Lines(result));
        Assert.True(
            text(expected) == actual,
            $"seed {seed}, {kind}, {window}, {function}, delay {delay}, {configuration}: expected\n{text(expected)}\nbut got\n{actual}");

        // A row that carries one of several windows may be late in that one alone.
        if (!carried || kind is "tumble" or "session")
        {
            Assert.True(lateRows == run.Progress.LateRows, $"seed {seed}: {lateRows} late, got {run.Progress.LateRows}");
        }
    }

    private static (IReadOnlyList<ModelGroup> Groups, long LateRows) Model(
        ModelWindow? window, long gap, long delay, long interval, ModelRow[] rows)
    {
        if (window is null)
        {
            var sessions = new SessionModel(gap, delay, interval);
            return (sessions.Run(rows), sessions.LateRows);
        }

        var windows = new WindowModel(window, delay, interval);
        return (windows.Run(rows), windows.LateRows);
    }

    internal static (ModelWindow? Window, string Function, long Gap) Window(string kind, Random random)
    {
        long unit = random.Next(1, 8) * 500L;
        long offset = random.Next(3) == 0 ? random.Next(-4, 5) * 250L : 0;
        string shift = offset == 0 ? "" : $", {Interval(offset)}";
        switch (kind)
        {
            case "tumble":
                return (
                    new ModelTumble(unit) { Offset = offset },
                    $"TUMBLE(TABLE t, DESCRIPTOR(ts), {Interval(unit)}{shift})", 0);
            case "session":
                return (null, $"SESSION(TABLE t PARTITION BY k, DESCRIPTOR(ts), {Interval(unit)})", unit);
            case "hop":
                long size = unit * random.Next(1, 6);
                return (
                    new ModelHop(unit, size) { Offset = offset },
                    $"HOP(TABLE t, DESCRIPTOR(ts), {Interval(unit)}, {Interval(size)}{shift})", 0);
            default:
                long whole = unit * random.Next(1, 6);
                return (
                    new ModelCumulate(unit, whole) { Offset = offset },
                    $"CUMULATE(TABLE t, DESCRIPTOR(ts), {Interval(unit)}, {Interval(whole)}{shift})", 0);
        }
    }

    private static string Interval(long ms) =>
        $"INTERVAL '{(ms / 1000.0).ToString("0.000", CultureInfo.InvariantCulture)}' SECOND";

    // Times walk forward with steps back, across 1970, with ties.
    internal static ModelRow[] Rows(Random random)
    {
        var rows = new ModelRow[random.Next(0, 200)];
        long time = random.Next(-20, 20) * 1000L;
        for (int row = 0; row < rows.Length; row++)
        {
            time += random.Next(0, 3) * 100L;
            long back = random.Next(4) == 0 ? random.Next(0, 200) * 100L : 0;
            rows[row] = new ModelRow(time - back, random.Next(4), random.Next(-100, 100));
        }

        return rows;
    }

    internal static string Picture(ModelRow[] rows)
    {
        var text = new StringBuilder();
        foreach (ModelRow row in rows)
        {
            text.Append($"+I {row.Key} {row.Value} {Timestamp(row.Time)}\n");
        }

        return text.ToString();
    }

    private static string Line(ModelGroup group) =>
        $"+I {Timestamp(group.Start)} {Timestamp(group.End)} {group.Key} {group.Count} {group.Sum} {group.Max}";

    internal static string Timestamp(long ms) =>
        DateTime.UnixEpoch.AddMilliseconds(ms).ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);
}
