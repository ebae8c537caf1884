using FlinkSql.Runtime.Storage;
using FlinkSql.Tests.Simulation.Disk;
using Xunit;

namespace FlinkSql.Tests.Simulation.Sinks;

/// <summary>
/// Crashes at every operation of the disk under a job that writes files: what is found in the end is what a run without
/// faults gives, readers never saw anything else, and nothing is left behind. <c>FLINKSQL_CRASH_POINTS</c> sets how many there are
/// at least.
/// </summary>
public sealed class FileSinkCrashTests
{
    private static readonly int Points =
        int.TryParse(Environment.GetEnvironmentVariable("FLINKSQL_CRASH_POINTS"), out int points) ? points : 1_000;

    [Fact]
    public void After_a_crash_at_any_operation_each_row_is_found_once()
    {
        int done = 0;
        for (int seed = 0; done < Points; seed++)
        {
            long operations = OperationsOf(seed);
            for (long operation = 1 + seed % 3; operation <= operations; operation += 3, done++)
            {
                var disk = new SimulatedDisk(seed);
                FileSinkScript script = Script(disk, seed);
                disk.CrashAt(operation, operation % 2 == 0 ? CrashKind.Process : CrashKind.Power);
                Check(script, script.Run(), $"seed {seed}, crash at operation {operation}");
            }
        }
    }

    [Fact]
    public void Crashes_during_recovery_and_failures_in_between_change_nothing()
    {
        int restarts = 0;
        for (int seed = 0; seed < 60; seed++)
        {
            var disk = new SimulatedDisk(seed);
            FileSinkScript script = Script(disk, seed, failures: 3);
            bool finished = false;
            for (int crash = 0; crash < 12 && !finished; crash++)
            {
                disk.CrashAt(disk.Operations + 20 + (seed * 31 + crash * 17) % 150, crash % 2 == 0 ? CrashKind.Power : CrashKind.Process);
                finished = script.Run();
            }

            disk.Crash(CrashKind.Power);
            Check(script, finished, $"seed {seed}");
            restarts += script.Restarts;
        }

        Assert.True(restarts > 30, $"{restarts} restarts");
    }

    [Theory]
    [InlineData(FileSystemError.Io)]
    [InlineData(FileSystemError.NoSpace)]
    public void A_failing_disk_delays_the_result_and_does_not_change_it(FileSystemError error)
    {
        for (int seed = 0; seed < 12; seed++)
        {
            long operations = OperationsOf(seed);
            for (long operation = 40 + seed; operation <= operations; operation += 23)
            {
                var disk = new SimulatedDisk(seed);
                FileSinkScript script = Script(disk, seed);
                disk.FailAt(operation, error);
                Check(script, script.Run(), $"seed {seed}, {error} at operation {operation}");
            }
        }
    }

    private static FileSinkScript Script(SimulatedDisk disk, int seed, int failures = 0) => new(disk, seed)
    {
        Failures = failures,
        Options = (seed % 4) switch
        {
            1 => [("sink.rolling-policy.file-size", "40b")],
            2 => [("sink.rolling-policy.rollover-interval", "12 ms")],
            _ => [],
        },
        Path = seed % 4 == 3 ? "/out/rows.csv" : "/out/rows",
    };

    private static long OperationsOf(int seed)
    {
        var disk = new SimulatedDisk(seed);
        FileSinkScript script = Script(disk, seed);
        Assert.True(script.Run(), $"seed {seed}: {script.Failure}");
        Assert.Equal(FileSinkScript.Expected, script.Found);
        return disk.Operations;
    }

    private static void Check(FileSinkScript script, bool finished, string when)
    {
        for (int run = 0; run < 3 && !finished; run++)
        {
            finished = script.Run();
        }

        Assert.True(finished, $"{when}: {script.Failure}");
        Assert.True(script.Fault is null, $"{when}: {script.Fault}");
        Assert.True(script.Found == FileSinkScript.Expected, $"{when}: found {script.Found}");
        Assert.True(script.Hidden().Count == 0, $"{when}: left {string.Join(' ', script.Hidden())}");
    }
}
