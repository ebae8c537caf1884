using System.Globalization;
using System.Text;
using FlinkSql.Columnar;
using FlinkSql.Tests.Oracle;
using FlinkSql.Tests.Sql.Harness;
using Xunit;

namespace FlinkSql.Tests.Simulation;

/// <summary>
/// Random rows, disorder, window shapes, batch sizes and parallelism against the brute-force model: the same groups and
/// the same number of late rows. A failure names its seed.
/// </summary>
public class WindowPropertyTests
{
    private const int Seeds = 150;

    [Theory]
    [InlineData("tumble")]
    [InlineData("hop")]
    [InlineData("cumulate")]
    public void Windows_equal_the_model_for_every_seed(string kind)
    {
        for (int seed = 0; seed < Seeds; seed++)
        {
            Check(kind, seed);
        }
    }

    private static void Check(string kind, int seed)
    {
        var random = new Random(seed);
        (ModelWindow window, string function) = Window(kind, random);
        long delay = random.Next(0, 30) * 500L;
        bool onEvent = random.Next(2) == 0;
        ModelRow[] rows = Rows(random);
        var model = new WindowModel(window, delay, onEvent ? 0 : 200);
        IEnumerable<string> expected = model.Run(rows).Select(Line);

        var configuration = new SqlConfiguration(
            new[] { 1, 3, 64, 4096 }[random.Next(4)], new[] { 1, 2, 4 }[random.Next(3)], seed);
        using var run = new SqlRun(configuration);
        run.Script($"""
            CREATE TABLE t (k BIGINT, v BIGINT, ts TIMESTAMP(3),
              WATERMARK FOR ts AS ts - INTERVAL '{(delay / 1000.0).ToString("0.000", CultureInfo.InvariantCulture)}' SECOND)
            WITH ('connector' = 'test', 'scan.watermark.emit.strategy' = '{(onEvent ? "on-event" : "on-periodic")}');
            """);
        run.Input("t", Picture(rows));
        IReadOnlyList<RecordBatch> result = run.Query($"""
            SELECT window_start, window_end, k, COUNT(*), SUM(v), MAX(v)
            FROM TABLE({function}) GROUP BY window_start, window_end, k
            """);
        string actual = Changelog.Sorted(Changelog.Lines(result));
        Assert.True(
            Changelog.Sorted(expected) == actual,
            $"seed {seed}, {kind}, {window}, delay {delay}, {configuration}: expected\n{Changelog.Sorted(expected)}\nbut got\n{actual}");
        Assert.True(model.LateRows == run.Progress.LateRows, $"seed {seed}: {model.LateRows} late, got {run.Progress.LateRows}");
    }

    private static (ModelWindow Window, string Function) Window(string kind, Random random)
    {
        long unit = random.Next(1, 8) * 500L;
        long offset = random.Next(3) == 0 ? random.Next(-4, 5) * 250L : 0;
        string shift = offset == 0 ? "" : $", {Interval(offset)}";
        switch (kind)
        {
            case "tumble":
                return (new ModelTumble(unit) { Offset = offset }, $"TUMBLE(TABLE t, DESCRIPTOR(ts), {Interval(unit)}{shift})");
            case "hop":
                long size = unit * random.Next(1, 6);
                return (
                    new ModelHop(unit, size) { Offset = offset },
                    $"HOP(TABLE t, DESCRIPTOR(ts), {Interval(unit)}, {Interval(size)}{shift})");
            default:
                long whole = unit * random.Next(1, 6);
                return (
                    new ModelCumulate(unit, whole) { Offset = offset },
                    $"CUMULATE(TABLE t, DESCRIPTOR(ts), {Interval(unit)}, {Interval(whole)}{shift})");
        }
    }

    private static string Interval(long ms) =>
        $"INTERVAL '{(ms / 1000.0).ToString("0.000", CultureInfo.InvariantCulture)}' SECOND";

    // Times walk forward with steps back, across 1970, with ties.
    private static ModelRow[] Rows(Random random)
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

    private static string Picture(ModelRow[] rows)
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

    private static string Timestamp(long ms) =>
        DateTime.UnixEpoch.AddMilliseconds(ms).ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);
}
