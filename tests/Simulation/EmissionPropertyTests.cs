using System.Globalization;
using System.Text;
using FlinkSql.Columnar;
using FlinkSql.Tests.Oracle;
using FlinkSql.Tests.Sql.Harness;
using Xunit;

namespace FlinkSql.Tests.Simulation;

/// <summary>
/// Random rows, windows and ways to emit them. Whatever the way: each change of the result is of a row that is there,
/// what is left equals the brute-force model, late rows are counted, and where nothing waits on the clock the changes
/// are the same at every batch size. A failure names its seed; FLINKSQL_SEEDS sets how many are tried.
/// </summary>
public class EmissionPropertyTests
{
    private static readonly int s_seeds = int.Parse(
        Environment.GetEnvironmentVariable("FLINKSQL_SEEDS") ?? "60", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("tumble", false)]
    [InlineData("tumble", true)]
    [InlineData("hop", false)]
    [InlineData("hop", true)]
    [InlineData("cumulate", false)]
    [InlineData("cumulate", true)]
    [InlineData("session", false)]
    [InlineData("session", true)]
    public void Every_way_to_emit_ends_with_the_rows_of_the_model(string kind, bool retracts)
    {
        for (int seed = 0; seed < s_seeds; seed++)
        {
            Check(kind, retracts, seed);
        }
    }

    private sealed record Way(string Settings, string Clause, long Lateness, bool Waits, bool Appends);

    private static void Check(string kind, bool retracts, int seed)
    {
        var random = new Random(seed);
        (ModelWindow? window, string function, long gap) = Window(kind, random);
        Way way = NewWay(random);
        long delay = random.Next(0, 10) * 500L;
        ModelChange[] changes = Changes(random, retracts);
        var model = new EmissionModel(window, gap, way.Lateness, delay);
        IReadOnlyList<ModelGroup> groups = model.Run(changes);

        int[] sizes = [1, 3, 64, 4096];
        var configuration = new SqlConfiguration(sizes[random.Next(4)], new[] { 1, 2, 4 }[random.Next(3)], seed);
        string what = $"seed {seed}, {kind}, {function}, {way}, delay {delay}, retracts {retracts}, {configuration}";
        (string[] lines, long late) = Run(configuration, function, way, delay, retracts, changes);
        Assert.True(model.LateRows == late, $"{what}: {model.LateRows} late, got {late}");
        Follow(lines, way, what);
        string expected = Changelog.Sorted(groups.Select(Line));
        string actual = Changelog.Sorted(Changelog.Folded(lines).Split('\n').Select(WithoutCause));
        Assert.True(expected == actual, $"{what}: expected\n{expected}\nbut got\n{actual}");
        if (!way.Waits && configuration.Parallelism == 1)
        {
            SqlConfiguration other = configuration with { BatchSize = sizes[random.Next(4)] };
            Assert.Equal(lines, Run(other, function, way, delay, retracts, changes).Lines);
        }
    }

    private static (string[] Lines, long Late) Run(
        SqlConfiguration configuration, string function, Way way, long delay, bool retracts, ModelChange[] changes)
    {
        using var run = new SqlRun(configuration);
        run.Script($"""
            {way.Settings}
            CREATE TABLE t (k BIGINT, v BIGINT, ts TIMESTAMP(3),
              WATERMARK FOR ts AS ts - INTERVAL '{(delay / 1000.0).ToString("0.000", CultureInfo.InvariantCulture)}' SECOND)
            WITH ('connector' = 'test', 'scan.watermark.emit.strategy' = 'on-event', 'changes' = '{(retracts ? "true" : "false")}',
              'every' = '{(way.Waits ? 100 : 0)}');
            """);
        run.Input("t", Picture(changes));
        IReadOnlyList<RecordBatch> result = run.Query($"""
            SELECT window_start, window_end, k, COUNT(*), SUM(v), MAX(v), WINDOW_CLOSED_BY()
            FROM TABLE({function})
            GROUP BY window_start, window_end, k
            {way.Clause}
            """);
        return ([.. Changelog.Lines(result)], run.Progress.LateRows);
    }

    /// <summary>Each row of a window and key comes once, is replaced by -U and +U together, and goes as it was.</summary>
    private static void Follow(string[] lines, Way way, string what)
    {
        var rows = new Dictionary<string, string>();
        var taken = new Dictionary<string, string>();
        foreach (string line in lines)
        {
            string row = line[3..];
            string key = string.Join(' ', row.Split(' ')[..5]);
            bool there = rows.TryGetValue(key, out string? shown);
            bool right = line[..2] switch
            {
                "+I" => !there && !taken.ContainsKey(key) && rows.TryAdd(key, row),
                "-U" => there && shown == row && rows.Remove(key) && taken.TryAdd(key, row),
                "+U" => taken.Remove(key, out string? before) && WithoutCause(before) != WithoutCause(row)
                    && rows.TryAdd(key, row),
                _ => there && shown == row && rows.Remove(key),
            };
            Assert.True(right, $"{what}: {line} has no place in\n{string.Join('\n', lines)}");
            Assert.False(way.Appends && line[..2] != "+I", $"{what}: {line} where windows are emitted once");
        }

        Assert.True(taken.Count == 0, $"{what}: -U without +U");
    }

    private static Way NewWay(Random random)
    {
        long lateness = random.Next(1, 5) * 1000L;
        string late = $"SET 'table.exec.emit.allow-lateness' = '{lateness} ms';";
        const string Early = "SET 'table.exec.emit.early-fire.enabled' = 'true'; SET 'table.exec.emit.early-fire.delay' = '0 ms';";
        const string LateFire = "SET 'table.exec.emit.late-fire.enabled' = 'true'; SET 'table.exec.emit.late-fire.delay' = '0 ms';";
        string allowed = $"AND ALLOWED LATENESS INTERVAL '{lateness / 1000}' SECOND";
        return random.Next(9) switch
        {
            0 => new Way(late, "", lateness, Waits: false, Appends: true),
            1 => new Way(Early, "", 0, Waits: false, Appends: false),
            2 => new Way(Early + late + LateFire, "", lateness, Waits: false, Appends: false),
            3 => new Way(late + LateFire, "", lateness, Waits: false, Appends: false),
            4 => new Way(Early + late, "", lateness, Waits: false, Appends: false),
            5 => new Way("", $"EMIT AFTER WINDOW CLOSE {allowed}", lateness, Waits: false, Appends: false),
            6 => new Way("", $"EMIT ON UPDATE {allowed}", lateness, Waits: false, Appends: false),
            7 => new Way("", $"EMIT ON UPDATE WITH DELAY INTERVAL '0.7' SECOND {allowed}", lateness, Waits: true, Appends: false),
            _ => new Way("", $"EMIT PERIODIC INTERVAL '0.5' SECOND {allowed}", lateness, Waits: true, Appends: false),
        };
    }

    private static (ModelWindow? Window, string Function, long Gap) Window(string kind, Random random)
    {
        long unit = random.Next(1, 4) * 1000L;
        long size = unit * random.Next(1, 4);
        return kind switch
        {
            "tumble" => (new ModelTumble(unit), $"TUMBLE(TABLE t, DESCRIPTOR(ts), {Interval(unit)})", 0),
            "session" => (null, $"SESSION(TABLE t PARTITION BY k, DESCRIPTOR(ts), {Interval(unit)})", unit),
            "hop" => (
                new ModelHop(unit, size), $"HOP(TABLE t, DESCRIPTOR(ts), {Interval(unit)}, {Interval(size)})", 0),
            _ => (
                new ModelCumulate(unit, size),
                $"CUMULATE(TABLE t, DESCRIPTOR(ts), {Interval(unit)}, {Interval(size)})", 0),
        };
    }

    private static string Interval(long ms) => $"INTERVAL '{ms / 1000}' SECOND";

    // Times walk forward with steps back, across 1970. Rows that may be taken back have a time of their own.
    private static ModelChange[] Changes(Random random, bool retracts)
    {
        var changes = new List<ModelChange>();
        var there = new List<ModelRow>();
        long time = random.Next(-20, 20) * 1000L;
        int count = random.Next(0, 120);
        for (int number = 0; number < count; number++)
        {
            if (retracts && there.Count != 0 && random.Next(3) == 0)
            {
                int taken = Math.Max(0, there.Count - 1 - random.Next(12));
                changes.Add(new ModelChange(there[taken], IsRetraction: true));
                there.RemoveAt(taken);
                continue;
            }

            time += random.Next(0, 6) * 100L;
            long back = random.Next(3) == 0 ? random.Next(0, 100) * 100L : 0;
            var row = new ModelRow(
                time - back + (retracts ? number % 100 : 0), random.Next(3), random.Next(-3, 3));
            if (retracts && there.Any(other => other.Time == row.Time))
            {
                continue;
            }

            there.Add(row);
            changes.Add(new ModelChange(row, IsRetraction: false));
        }

        return [.. changes];
    }

    private static string Picture(ModelChange[] changes)
    {
        var text = new StringBuilder();
        foreach ((ModelRow row, bool isRetraction) in changes)
        {
            text.Append($"{(isRetraction ? "-D" : "+I")} {row.Key} {row.Value} {Timestamp(row.Time)}\n");
        }

        return text.ToString();
    }

    private static string WithoutCause(string line) =>
        line.LastIndexOf(" '", StringComparison.Ordinal) is int cause and > 0 ? line[..cause] : line;

    private static string Line(ModelGroup group) =>
        $"+I {Timestamp(group.Start)} {Timestamp(group.End)} {group.Key} {group.Count} {group.Sum} {group.Max}";

    private static string Timestamp(long ms) =>
        DateTime.UnixEpoch.AddMilliseconds(ms).ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);
}
