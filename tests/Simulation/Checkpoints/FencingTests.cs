using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Storage;
using FlinkSql.Tests.Simulation.Disk;
using Xunit;

namespace FlinkSql.Tests.Simulation.Checkpoints;

/// <summary>Of two attempts that both believe to be the newest, only one publishes.</summary>
public sealed class FencingTests
{
    [Fact]
    public void An_older_attempt_publishes_nothing_once_a_newer_one_has_begun()
    {
        SimulatedFileSystem files = new SimulatedDisk(1).Mount();
        CheckpointStore store = CheckpointScript.Store(files);
        CheckpointAttempt old = store.Begin(1, "old", 2);
        CheckpointManifest good = RetentionTests.TakeFull(files, old);
        CheckpointLocation late = old.NewCheckpoint();
        CheckpointAttempt newer = store.Begin(2, "new", 2);
        Assert.Throws<StaleAttemptException>(() => old.Publish(late, CheckpointScript.Contents(late.Id, [])));
        Assert.Throws<StaleAttemptException>(() => RetentionTests.TakeFull(files, old));
        Assert.Equal(good.Id, newer.LoadNewest().Checkpoint!.Manifest.Id);
        Assert.Equal(2, store.LastToken());
        Assert.Equal(RetentionTests.TakeFull(files, newer).Id, store.LoadNewest().Checkpoint!.Manifest.Id);
    }

    [Fact]
    public void A_token_begins_once()
    {
        SimulatedFileSystem files = new SimulatedDisk(1).Mount();
        CheckpointStore store = CheckpointScript.Store(files);
        Assert.Equal(-1, store.LastToken());
        store.Begin(5, "a", 1);
        Assert.Throws<StaleAttemptException>(() => store.Begin(5, "b", 1));
        Assert.Throws<StaleAttemptException>(() => store.Begin(4, "b", 1));
        Assert.Equal(5, store.LastToken());
    }

    [Fact]
    public void A_savepoint_of_an_older_attempt_does_not_become_whole()
    {
        SimulatedFileSystem files = new SimulatedDisk(1).Mount();
        CheckpointAttempt old = CheckpointScript.Store(files).Begin(1, "old", 2);
        CheckpointLocation late = old.NewSavepoint("/data/savepoints/late");
        CheckpointScript.Store(files).Begin(2, "new", 2);
        Assert.Throws<StaleAttemptException>(() => old.Publish(late, CheckpointScript.Contents(late.Id, [])));
        Assert.Throws<CheckpointDamagedException>(() => CheckpointStore.Open(files, "/data/savepoints/late"));
    }

    [Fact]
    public void A_newer_attempt_may_begin_at_any_operation_of_an_older_one()
    {
        for (int rounds = 1; rounds <= 9; rounds += 4)
        {
            int operation = 1;
            while (TakeOver(operation, rounds))
            {
                operation++;
            }

            Assert.True(operation > 10);
        }
    }

    [Fact]
    public void Of_two_attempts_with_one_token_one_begins()
    {
        int raced = 0;
        for (bool ran = true; ran; raced++)
        {
            var disk = new SimulatedDisk(raced);
            SimulatedFileSystem first = disk.Mount("first"), second = disk.Mount("second");
            bool secondBegan = false;
            ran = false;
            Before(first, raced + 1, () =>
            {
                ran = true;
                secondBegan = Begins(() => CheckpointScript.Store(second).Begin(1, "second", 1));
            });
            bool firstBegan = Begins(() => CheckpointScript.Store(first).Begin(1, "first", 1));
            Assert.True(firstBegan || secondBegan, $"operation {raced + 1}");
            Assert.False(firstBegan && secondBegan, $"operation {raced + 1}: both began");
        }

        Assert.True(raced > 10);
    }

    /// <summary>False once the older attempt has fewer operations than that.</summary>
    private static bool TakeOver(int operation, int rounds)
    {
        var disk = new SimulatedDisk(operation);
        SimulatedFileSystem older = disk.Mount("older"), newer = disk.Mount("newer");
        CheckpointAttempt old = CheckpointScript.Store(older).Begin(1, "older", 1);
        CheckpointManifest before = RetentionTests.TakeFull(older, old);
        CheckpointManifest? seen = null, last = null;
        bool done = false;
        Before(
            older,
            operation,
            () =>
            {
                done = true;
                CheckpointAttempt attempt = CheckpointScript.Store(newer).Begin(2, "newer", 1);
                seen = attempt.LoadNewest().Checkpoint!.Manifest;
                last = RetentionTests.Take(newer, attempt, seen.Files.Take(1), "more");
                for (int round = 1; round < rounds; round++)
                {
                    last = RetentionTests.Take(newer, attempt, last.Files.Take(1), "more");
                }
            });
        CheckpointManifest? published = null;
        try
        {
            published = RetentionTests.TakeFull(older, old);
        }
        catch (Exception failure) when (failure is StaleAttemptException or FileSystemException)
        {
            Assert.True(done, failure.Message);
        }

        if (!done)
        {
            return false;
        }

        Assert.True(published is null || seen == published, $"operation {operation}: a checkpoint was published behind the newer attempt");
        Assert.True(seen!.Id >= before.Id);
        CheckpointLoad load = CheckpointScript.Store(newer).LoadNewest();
        Assert.Empty(load.Damaged);
        Assert.Equal(last, load.Checkpoint!.Manifest);
        Assert.True(CheckpointScript.IsRight(load.Checkpoint), $"operation {operation}");
        disk.Crash(CrashKind.Power);
        Assert.Equal(last, CheckpointScript.Store(disk.Mount()).LoadNewest().Checkpoint!.Manifest);
        return true;
    }

    /// <summary>Runs an action before the nth operation from now.</summary>
    private static void Before(SimulatedFileSystem files, int operation, Action action)
    {
        int left = operation;
        files.Before = (_, _) =>
        {
            if (--left == 0)
            {
                action();
            }
        };
    }

    private static bool Begins(Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (StaleAttemptException)
        {
            return false;
        }
    }
}
