using System.Globalization;
using System.Text.Json;
using FlinkSql.Tests.Connectors;

namespace FlinkSql.Tests.Kill;

/// <summary>One job from its first start to its end, with kills in between, in folders of its own.</summary>
internal sealed class KillRound(Random random, Action<string> tell) : IDisposable
{
    private const int Rows = 60_000;
    private const int RowsPerSecond = 15_000;
    private const int Keys = 7;
    private const int WindowRows = 1000;
    private const int LongestLife = 4000;

    private readonly TempFolder _folder = new();
    private readonly List<CliProcess> _zombies = [];
    private readonly List<string> _log = [];

    /// <summary>What happened, for a failure.</summary>
    public string Log => string.Join('\n', _log);

    /// <summary>Runs the job to its end.</summary>
    /// <param name="kills">How often to kill it at most.</param>
    /// <returns>How often it was killed.</returns>
    public int Run(int kills)
    {
        string script = _folder.Write("job.sql", Script());
        int killed = 0;
        while (true)
        {
            using var process = CliProcess.Start(_folder.Path, "run", script, "--from", "latest");
            TimeSpan life = killed < kills
                ? TimeSpan.FromMilliseconds(random.Next(random.Next(3) == 0 ? 400 : LongestLife))
                : Timeout.InfiniteTimeSpan;
            if (process.WaitForExit(life))
            {
                Note($"ended with {process.ExitCode}");
                if (WasReplaced(process))
                {
                    EndZombies();
                    continue;
                }

                EndZombies();
                return process.ExitCode == 0 ? killed : throw new InvalidOperationException($"{process.Output}\n{Log}");
            }

            killed++;
            if (random.Next(8) == 0)
            {
                // It comes back while another one has taken the job over, and must not do any harm.
                process.Suspend();
                _zombies.Add(process.Detach());
                Note($"suspended after {life.TotalMilliseconds} ms");
            }
            else
            {
                process.Kill();
                Note($"killed after {life.TotalMilliseconds} ms");
            }

            if (_zombies.Count != 0 && random.Next(2) == 0)
            {
                _zombies.ForEach(zombie => zombie.Continue());
                Note("continued those suspended");
            }
        }
    }

    /// <summary>How what the sink shows differs from the result of a run without kills; null where it does not.</summary>
    public string? Difference()
    {
        var found = new Dictionary<(long Window, long Key), (long Count, long Sum)>();
        foreach (string file in Directory.EnumerateFiles(_folder["out"], "part-*"))
        {
            foreach (string line in File.ReadLines(file))
            {
                JsonElement row = JsonDocument.Parse(line).RootElement;
                (long, long) group = (row.GetProperty("w").GetInt64(), row.GetProperty("k").GetInt64());
                if (!found.TryAdd(group, (row.GetProperty("n").GetInt64(), row.GetProperty("s").GetInt64())))
                {
                    return $"window and key {group} are there twice, in {Path.GetFileName(file)}";
                }
            }
        }

        Dictionary<(long, long), (long, long)> expected = Expected();
        if (expected.Keys.FirstOrDefault(group => !found.ContainsKey(group), (-1, -1)) is var lost and not (-1, _))
        {
            return $"window and key {lost} are missing, with {expected.Count - found.Count} others";
        }

        (long Window, long Key) wrong = found.Keys.FirstOrDefault(group => expected.GetValueOrDefault(group) != found[group], (-1, -1));
        return wrong.Window < 0 ? null : $"window and key {wrong}: {found[wrong]} instead of {expected.GetValueOrDefault(wrong)}";
    }

    public void Dispose()
    {
        EndZombies();
        _folder.Dispose();
    }

    private static Dictionary<(long, long), (long, long)> Expected() => Enumerable.Range(0, Rows)
        .GroupBy(id => ((long)(id / WindowRows), (long)(id % Keys)))
        .ToDictionary(group => group.Key, group => ((long)group.Count(), group.Sum(id => (long)id)));

    private string Script() => string.Create(CultureInfo.InvariantCulture, $"""
        SET 'execution.checkpointing.dir' = '{_folder["checkpoints"]}';
        SET 'execution.checkpointing.interval' = '50 ms';
        SET 'execution.checkpointing.num-retained' = '2';
        CREATE TABLE numbers (
          id BIGINT, ts AS TO_TIMESTAMP_LTZ(id, 3), WATERMARK FOR ts AS ts - INTERVAL '0.001' SECOND
        ) WITH (
          'connector' = 'datagen', 'rows-per-second' = '{RowsPerSecond}',
          'fields.id.kind' = 'sequence', 'fields.id.start' = '0', 'fields.id.end' = '{Rows - 1}'
        );
        CREATE TABLE sums (w BIGINT, k BIGINT, n BIGINT, s BIGINT)
        WITH ('connector' = 'filesystem', 'path' = '{_folder["out"]}', 'format' = 'json');
        INSERT INTO sums
        SELECT MIN(id) / {WindowRows}, k, COUNT(*), SUM(id)
        FROM TUMBLE(TABLE (SELECT id, MOD(id, {Keys}) AS k, ts FROM numbers), DESCRIPTOR(ts), INTERVAL '1' SECOND)
        GROUP BY window_start, window_end, k;
        """);

    // One that was suspended before it had begun, and is continued, begins last: then the other one has to give way.
    private bool WasReplaced(CliProcess process) =>
        process.ExitCode != 0 && _zombies.Count != 0 && process.Output.Contains("another one has begun", StringComparison.Ordinal);

    private void EndZombies()
    {
        foreach (CliProcess zombie in _zombies)
        {
            zombie.Kill();
            zombie.Dispose();
        }

        _zombies.Clear();
    }

    private void Note(string what)
    {
        _log.Add(what);
        tell(what);
    }
}
