using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Storage;
using Xunit;

namespace FlinkSql.Tests.Simulation.Checkpoints;

/// <summary>The same script on the files of the machine.</summary>
public sealed class LocalCheckpointTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("flinksql-checkpoints-").FullName;

    [Fact]
    public void Checkpoints_are_found_by_a_later_process()
    {
        var files = new LocalFileSystem();
        var script = new CheckpointScript(files, 7, 2, _root);
        script.Run(1, 3, 6);
        CheckpointStore store = CheckpointScript.Store(new LocalFileSystem(), _root);
        CheckpointLoad load = store.LoadNewest();
        Assert.Empty(load.Damaged);
        Assert.Equal(script.Completed, load.Checkpoint!.Manifest.Id);
        Assert.True(CheckpointScript.IsRight(load.Checkpoint));
        Assert.Equal(["job"], CheckpointStore.Jobs(files, Path.Combine(_root, "checkpoints")));
        Assert.All(script.Savepoints, savepoint => Assert.True(CheckpointScript.IsRight(CheckpointStore.Open(files, savepoint))));
        Assert.True(CheckpointScript.IsRight(CheckpointStore.Open(files, load.Checkpoint.Directory)));
    }

    [Fact]
    public void The_latest_of_several_jobs_is_found()
    {
        var files = new LocalFileSystem();
        Assert.Null(CheckpointStore.Latest(files, Path.Combine(_root, "none")));
        foreach ((string job, int second) in new[] { ("a", 1), ("b", 9), ("c", 5) })
        {
            CheckpointAttempt attempt = new CheckpointStore(files, _root, job).Begin(0, "node", 1);
            CheckpointLocation location = attempt.NewCheckpoint();
            attempt.Publish(location, new CheckpointContents(DateTimeOffset.UnixEpoch.AddSeconds(second), [], []));
        }

        new CheckpointStore(files, _root, "d").Begin(0, "node", 1);
        Assert.Equal("b", CheckpointStore.Latest(files, _root)!.Job);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
