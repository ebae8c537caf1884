using System.Globalization;
using FlinkSql.Runtime.Checkpoints;

namespace FlinkSql.Tests.Simulation.Swarm.Plans;

/// <summary>
/// Windows over the clock. Which window a row falls into differs from run to run; that it is counted in exactly one, and
/// each window comes once, does not.
/// </summary>
internal sealed class ProcessingTimePlan() : SqlPlan("clock", """
    CREATE TABLE clicks (k STRING, v BIGINT, ts TIMESTAMP(3), p AS PROCTIME()) WITH ('connector' = 'world', 'pace' = '200', 'linger' = '50000');
    CREATE TABLE results (k STRING, n BIGINT, total BIGINT, start_at TIMESTAMP(3)) WITH ('connector' = 'world');
    INSERT INTO results
    SELECT k, COUNT(*), SUM(v), window_start
    FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(p), INTERVAL '0.005' SECOND))
    GROUP BY k, window_start, window_end;
    """)
{
    private static readonly TimeSpan s_size = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan s_latest = TimeSpan.FromMilliseconds(25);

    private static readonly TimeSpan s_pause = TimeSpan.FromMicroseconds(300);

    /// <summary>As time must pass here, a checkpoint every microsecond would be thousands.</summary>
    public override SwarmOptions Bearing(SwarmOptions options)
    {
        CheckpointSettings checkpoints = options.Job.Checkpoints;
        return checkpoints.MinPause >= s_pause
            ? options
            : options with { Job = options.Job with { Checkpoints = checkpoints with { MinPause = s_pause } } };
    }

    public override void Check(World world)
    {
        string[][] rows = [.. world.Broker.Visible.Select(Columns)];
        if (rows.CountBy(row => (row[0], row[3])).FirstOrDefault(each => each.Value > 1) is { Value: > 1 } twice)
        {
            throw new BrokenPromiseException($"the window {twice.Key} came {twice.Value} times");
        }

        IEnumerable<string> expected = world.Table("clicks").Splits.SelectMany(split => split)
            .GroupBy(row => row[0] is null ? "NULL" : $"'{row[0]}'")
            .Select(group => $"{group.Key} {group.Count()} {group.Sum(row => (long)row[1]!)}").Order(StringComparer.Ordinal);
        IEnumerable<string> actual = rows.GroupBy(row => row[0])
            .Select(group => $"{group.Key} {group.Sum(row => long.Parse(row[1]))} {group.Sum(row => long.Parse(row[2]))}").Order(StringComparer.Ordinal);
        if (!expected.SequenceEqual(actual))
        {
            throw new BrokenPromiseException($"counted {string.Join("; ", actual)} instead of {string.Join("; ", expected)}");
        }

        world.Coverage.HitIf(rows.Length > 14, "windows of the clock in plenty");
    }

    /// <summary>A window is due at its end, or when the job is started again after that.</summary>
    public override void OnWrite(World world, string row, DateTimeOffset now)
    {
        DateTimeOffset due = DateTimeOffset.Parse($"{Columns(row)[3]}Z", CultureInfo.InvariantCulture) + s_size;
        TimeSpan late = now - (due > world.StartedAt ? due : world.StartedAt);
        if (world.Prompt && late > s_latest)
        {
            throw new BrokenPromiseException($"{row} came {late} late");
        }
    }

    /// <summary>With few keys some subtasks never see a row.</summary>
    protected override IReadOnlyDictionary<string, SourceData> MakeTables(int dataSet) => new Dictionary<string, SourceData>
    {
        ["clicks"] = TimedRows.Make(dataSet, "clock", 120, mostDelay: 1, keys: dataSet % 2 == 0 ? 7 : 2),
    };

    /// <summary>Key, count, total and start.</summary>
    private static string[] Columns(string row) => row.Split(' ', 5)[1..];
}
