using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Scheduling;
using FlinkSql.Runtime.Storage;
using FlinkSql.Tests.Simulation.Disk;
using Xunit;

namespace FlinkSql.Tests.Simulation.Checkpoints;

/// <summary>Full and failing disks: a checkpoint fails cleanly or its outcome is said to be unknown; nothing is damaged.</summary>
public sealed class CheckpointFaultTests
{
    [Theory]
    [InlineData(FileSystemError.NoSpace)]
    [InlineData(FileSystemError.Io)]
    public void A_failure_at_any_operation_fails_one_checkpoint_at_most(FileSystemError error)
    {
        for (int seed = 0; seed < 4; seed++)
        {
            long operations = 1;
            for (long operation = 1; operation <= operations; operation++)
            {
                var disk = new SimulatedDisk(seed);
                var script = new CheckpointScript(disk.Mount(), seed, 2) { Failures = [] };
                disk.FailAt(operation, error);
                RunDespiteFailures(script, 2);
                Assert.InRange(script.Failures.Count, 0, 1);
                operations = disk.Operations;
                disk.Crash(CrashKind.Power);
                CheckpointCrashTests.CheckRecovery(disk, script, $"seed {seed}, {error} at operation {operation}");
            }
        }
    }

    [Fact]
    public void Crashes_and_faults_together_lose_nothing()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            var random = new SeededRandom(seed, "swarm");
            var disk = new SimulatedDisk(seed);
            var options = new DiskOptions
            {
                IoErrorOneIn = random.OneIn(2) ? random.Next(20, 200) : 0,
                NoSpaceOneIn = random.OneIn(2) ? random.Next(10, 100) : 0,
                DeleteErrorOneIn = random.OneIn(2) ? 2 : 0,
                BitFlipOneIn = random.OneIn(2) ? 500 : 0,
            };
            CheckpointScript? script = null;
            for (int token = 1; token < 8; token++)
            {
                disk.Options = options;
                disk.CrashAt(disk.Operations + random.Next(1, 400), random.OneIn(2) ? CrashKind.Power : CrashKind.Process);
                script = new CheckpointScript(disk.Mount(), seed + token, 2) { Failures = [] }.After(script);
                try
                {
                    script.Run(token, 1, 8);
                }
                catch (Exception failure) when (IsExpected(failure) || failure is DiskCrashException)
                {
                    disk.Crash(random.OneIn(2) ? CrashKind.Power : CrashKind.Process);
                }
            }

            disk.Options = new DiskOptions();
            disk.Crash(CrashKind.Power);
            CheckpointCrashTests.CheckRecovery(disk, script!, $"seed {seed}");
        }
    }

    [Fact]
    public void Checkpoints_go_on_where_deleting_fails_and_the_rest_is_deleted_later()
    {
        var disk = new SimulatedDisk(1, new DiskOptions { DeleteErrorOneIn = 2 });
        SimulatedFileSystem files = disk.Mount();
        CheckpointAttempt attempt = CheckpointScript.Store(files).Begin(1, "a", 1);
        for (int count = 0; count < 50; count++)
        {
            RetentionTests.TakeFull(files, attempt);
        }

        Assert.True(attempt.Cleaner.Failures > 0);
        disk.Options = new DiskOptions();
        CheckpointManifest last = RetentionTests.TakeFull(files, attempt);
        Assert.Equal([CheckpointNames.Of(last.Id)], RetentionTests.Directories(files));
    }

    private static void RunDespiteFailures(CheckpointScript script, int attempts)
    {
        for (int token = 1, done = 0; done < attempts; token++)
        {
            try
            {
                script.Run(token, 1, 5);
                done++;
            }
            catch (Exception failure) when (IsExpected(failure))
            {
                script.Failures!.Add(failure);
            }
        }
    }

    private static bool IsExpected(Exception failure) =>
        failure is FileSystemException or CheckpointOutcomeUnknownException or StaleAttemptException or CheckpointDamagedException;
}
