using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Storage;
using FlinkSql.Tests.Simulation.Disk;
using Xunit;
using Xunit.Sdk;

namespace FlinkSql.Tests.Simulation.Checkpoints;

/// <summary>
/// Crashes at every operation of a script of checkpoints. <c>FLINKSQL_CRASH_POINTS</c> sets how many there are at least.
/// </summary>
public sealed class CheckpointCrashTests
{
    private static readonly int Points =
        int.TryParse(Environment.GetEnvironmentVariable("FLINKSQL_CRASH_POINTS"), out int points) ? points : 2_000;

    [Fact]
    public void After_a_crash_at_any_operation_the_newest_reported_checkpoint_is_found()
    {
        int done = 0;
        for (int seed = 0; done < Points; seed++)
        {
            long operations = OperationsOf(seed);
            for (long operation = 1; operation <= operations; operation++, done++)
            {
                CrashAt(seed, operation, operation % 3 == 0 ? CrashKind.Process : CrashKind.Power);
            }
        }
    }

    [Fact]
    public void A_crash_during_recovery_loses_nothing_either()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            var disk = new SimulatedDisk(seed);
            var script = new CheckpointScript(disk.Mount(), seed, 2);
            script.Run(1, 2, 4);
            long token = 3;
            for (int crash = 0; crash < 40; crash++, token++)
            {
                disk.CrashAt(disk.Operations + 1 + crash, crash % 2 == 0 ? CrashKind.Power : CrashKind.Process);
                try
                {
                    CheckpointAttempt attempt = CheckpointScript.Store(disk.Mount()).Begin(token, "again", 2);
                    attempt.LoadNewest();
                    disk.Crash(CrashKind.Power);
                }
                catch (DiskCrashException)
                {
                    // As planned.
                }
            }

            CheckRecovery(disk, script, $"seed {seed}");
        }
    }

    [Theory]
    [InlineData("sync", "/state-")]
    [InlineData("sync", "/.tmp-manifest")]
    [InlineData("sync", "/catalog/.tmp-")]
    [InlineData("sync directory", "/catalog")]
    [InlineData("sync directory", "/chk-")]
    [InlineData("sync directory", "/checkpoints/job")]
    [InlineData("sync directory", "/checkpoints")]
    [InlineData("sync directory", "/savepoints")]
    [InlineData("sync directory", "/data")]
    [InlineData("sync directory", "/")]
    public void Every_sync_is_needed(string kind, string place) => Assert.True(IsCaught((operation, path) =>
        operation == kind && (place.EndsWith('-') ? path.Contains(place) : path.EndsWith(place))));

    [Fact]
    public void The_same_seed_gives_the_same_operations()
    {
        for (int seed = 0; seed < 10; seed++)
        {
            Assert.Equal(TraceOf(seed), TraceOf(seed));
        }
    }

    /// <summary>Whether crashes show that operations are left out.</summary>
    private static bool IsCaught(Func<string, string, bool> skips)
    {
        for (int seed = 0; seed < 8; seed++)
        {
            long operations = OperationsOf(seed, skips);
            for (long operation = 1; operation <= operations; operation++)
            {
                try
                {
                    CrashAt(seed, operation, CrashKind.Power, skips);
                }
                catch (Exception failure) when (failure is CheckpointDamagedException or FileSystemException or XunitException)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static string TraceOf(int seed)
    {
        var trace = new List<DiskOperation>();
        var disk = new SimulatedDisk(seed, new DiskOptions { IoErrorOneIn = 50, NoSpaceOneIn = 50, BitFlipOneIn = 50 }) { Watch = trace.Add };
        for (int token = 1; token < 6; token++)
        {
            try
            {
                new CheckpointScript(disk.Mount(), seed, 2).Run(token, 1, 5);
            }
            catch (Exception failure) when (failure is FileSystemException or CheckpointOutcomeUnknownException or StaleAttemptException or CheckpointDamagedException)
            {
                disk.Crash(token % 2 == 0 ? CrashKind.Power : CrashKind.Process);
            }
        }

        return string.Join('\n', trace);
    }

    private static long OperationsOf(int seed, Func<string, string, bool>? skips = null)
    {
        var disk = new SimulatedDisk(seed) { Skips = skips };
        new CheckpointScript(disk.Mount(), seed, 1 + seed % 3).Run(1, 2, 5);
        return disk.Operations;
    }

    private static void CrashAt(int seed, long operation, CrashKind kind, Func<string, string, bool>? skips = null)
    {
        var disk = new SimulatedDisk(seed) { Skips = skips };
        var script = new CheckpointScript(disk.Mount(), seed, 1 + seed % 3);
        disk.CrashAt(operation, kind);
        Assert.Throws<DiskCrashException>(() => script.Run(1, 2, 5));
        CheckRecovery(disk, script, $"seed {seed}, crash at operation {operation} ({kind})");
    }

    /// <summary>Recovers, checks what is found, goes on with a new attempt, and loses power once more.</summary>
    internal static void CheckRecovery(SimulatedDisk disk, CheckpointScript script, string when)
    {
        SimulatedFileSystem files = disk.Mount("recovery");
        CheckpointStore store = CheckpointScript.Store(files);
        CheckpointAttempt attempt = store.Begin(1000, "recovery", 2);
        long found = CheckFound(attempt.LoadNewest(), script.Completed, when);
        foreach (string savepoint in script.Savepoints)
        {
            Assert.True(CheckpointScript.IsRight(CheckpointStore.Open(files, savepoint)), when);
        }

        CheckpointLocation next = attempt.NewCheckpoint();
        Assert.False(script.Ids.Contains(next.Id), $"{when}: id {next.Id} was given out before");
        StateFile file = StateFileWriter.Write(files, next, "state", CheckpointScript.Content(next.Id, "state"));
        Assert.True(next.Id > found, when);
        attempt.Publish(next, CheckpointScript.Contents(next.Id, [file]));
        disk.Crash(CrashKind.Power);
        CheckpointLoad again = CheckpointScript.Store(disk.Mount()).LoadNewest();
        Assert.Equal(next.Id, CheckFound(again, next.Id, when));
    }

    private static long CheckFound(CheckpointLoad load, long completed, string when)
    {
        Assert.True(load.Damaged.Count == 0, $"{when}: {string.Join("; ", load.Damaged)}");
        long found = load.Checkpoint?.Manifest.Id ?? -1;
        Assert.True(found >= completed, $"{when}: found {found}, but {completed} was reported complete");
        Assert.True(load.Checkpoint is null || CheckpointScript.IsRight(load.Checkpoint), $"{when}: checkpoint {found} is wrong");
        return found;
    }
}
