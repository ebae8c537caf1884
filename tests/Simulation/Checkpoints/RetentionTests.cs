using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Storage;
using FlinkSql.Tests.Simulation.Disk;
using Xunit;

namespace FlinkSql.Tests.Simulation.Checkpoints;

/// <summary>What is kept and what is deleted.</summary>
public sealed class RetentionTests
{
    private readonly SimulatedFileSystem _files = new SimulatedDisk(1).Mount();

    [Fact]
    public void The_newest_checkpoints_are_kept()
    {
        CheckpointAttempt attempt = CheckpointScript.Store(_files).Begin(1, "a", 3);
        long[] ids = [.. Enumerable.Range(0, 6).Select(_ => TakeFull(_files, attempt).Id)];
        Assert.Equal(ids[3..], attempt.Retained);
        Assert.Equal(ids[3..].Select(CheckpointNames.Of), Directories(_files));
        Assert.True(_files.List("/data/checkpoints/job/catalog").Count <= 3);
    }

    [Fact]
    public void Files_that_a_retained_checkpoint_refers_to_stay_and_no_others()
    {
        CheckpointAttempt attempt = CheckpointScript.Store(_files).Begin(1, "a", 1);
        CheckpointManifest first = Take(_files, attempt, [], "a", "b");
        CheckpointManifest second = Take(_files, attempt, [first.Files.First()], "c");
        Assert.Equal(["a"], Names(first.Id));
        CheckpointManifest third = Take(_files, attempt, [first.Files.First()], "d");
        Assert.Equal(["a"], Names(first.Id));
        Assert.DoesNotContain(CheckpointNames.Of(second.Id), Directories(_files));
        LoadedCheckpoint loaded = CheckpointScript.Store(_files).LoadNewest().Checkpoint!;
        Assert.Equal(third, loaded.Manifest);
        Assert.True(CheckpointScript.IsRight(loaded));
        CheckpointManifest full = TakeFull(_files, attempt);
        Assert.Equal([CheckpointNames.Of(full.Id)], Directories(_files));
    }

    [Fact]
    public void Every_retained_checkpoint_is_whole_after_each_publication()
    {
        for (int seed = 0; seed < 30; seed++)
        {
            SimulatedFileSystem files = new SimulatedDisk(seed).Mount();
            var script = new CheckpointScript(files, seed, 3);
            for (int token = 1; token < 12; token++)
            {
                script.Run(token, 1, 2);
                CheckpointCatalogCheck.AllWholeAndNothingElse(files, $"seed {seed}, attempt {token}");
            }
        }
    }

    [Fact]
    public void A_checkpoint_under_way_keeps_what_it_may_refer_to()
    {
        CheckpointAttempt attempt = CheckpointScript.Store(_files).Begin(1, "a", 1);
        CheckpointManifest based = TakeFull(_files, attempt);
        CheckpointLocation overtaken = attempt.NewCheckpoint();
        CheckpointLocation slow = attempt.NewCheckpoint();
        attempt.Publish(overtaken, CheckpointScript.Contents(overtaken.Id, []));
        CheckpointManifest published = attempt.Publish(slow, CheckpointScript.Contents(slow.Id, [based.Files.First()]));
        Assert.Equal(published, CheckpointScript.Store(_files).LoadNewest().Checkpoint!.Manifest);
        TakeFull(_files, attempt);
        Assert.Single(Directories(_files));
    }

    [Fact]
    public void A_reference_to_what_is_not_retained_is_refused()
    {
        CheckpointAttempt attempt = CheckpointScript.Store(_files).Begin(1, "a", 1);
        CheckpointManifest old = TakeFull(_files, attempt);
        TakeFull(_files, attempt);
        CheckpointLocation location = attempt.NewCheckpoint();
        Assert.Throws<ArgumentException>(() => attempt.Publish(location, CheckpointScript.Contents(location.Id, [old.Files.First()])));
        attempt.Discard(location);
        Assert.Single(Directories(_files));
    }

    [Fact]
    public void An_overtaken_checkpoint_is_refused()
    {
        CheckpointAttempt attempt = CheckpointScript.Store(_files).Begin(1, "a", 2);
        CheckpointLocation slow = attempt.NewCheckpoint();
        TakeFull(_files, attempt);
        Assert.Throws<InvalidOperationException>(() => attempt.Publish(slow, CheckpointScript.Contents(slow.Id, [])));
    }

    [Fact]
    public void What_an_earlier_attempt_left_unfinished_is_deleted_when_the_next_begins()
    {
        CheckpointStore store = CheckpointScript.Store(_files);
        CheckpointAttempt attempt = store.Begin(1, "a", 1);
        CheckpointManifest whole = TakeFull(_files, attempt);
        StateFileWriter.Write(_files, attempt.NewCheckpoint(), "half", "x"u8);
        store.Begin(2, "b", 1);
        Assert.Equal([CheckpointNames.Of(whole.Id)], Directories(_files));
    }

    [Fact]
    public void A_savepoint_stays_and_needs_nothing_else()
    {
        CheckpointAttempt attempt = CheckpointScript.Store(_files).Begin(1, "a", 1);
        CheckpointManifest based = TakeFull(_files, attempt);
        CheckpointLocation location = attempt.NewSavepoint("/data/savepoints/mine/");
        Assert.Throws<ArgumentException>(
            () => attempt.Publish(location, CheckpointScript.Contents(location.Id, [based.Files.First()])));
        StateFile file = StateFileWriter.Write(_files, location, "s", CheckpointScript.Content(location.Id, "s"));
        attempt.Publish(location, CheckpointScript.Contents(location.Id, [file]));
        TakeFull(_files, attempt);
        TakeFull(_files, CheckpointScript.Store(_files).Begin(2, "b", 1));
        LoadedCheckpoint savepoint = CheckpointStore.Open(_files, "/data/savepoints/mine");
        Assert.Equal(location.Id, savepoint.Manifest.Id);
        Assert.True(CheckpointScript.IsRight(savepoint));
        Assert.Equal(
            FileSystemError.AlreadyExists,
            Assert.Throws<FileSystemException>(() => CheckpointScript.Store(_files).Begin(3, "c", 1).NewSavepoint("/data/savepoints/mine")).Error);
    }

    internal static CheckpointManifest TakeFull(IFileSystem files, CheckpointAttempt attempt) => Take(files, attempt, [], "state");

    internal static CheckpointManifest Take(
        IFileSystem files, CheckpointAttempt attempt, IEnumerable<StateFile> references, params string[] names)
    {
        CheckpointLocation location = attempt.NewCheckpoint();
        StateFile[] written =
            [.. names.Select(name => StateFileWriter.Write(files, location, name, CheckpointScript.Content(location.Id, name)))];
        return attempt.Publish(location, CheckpointScript.Contents(location.Id, [.. references, .. written]));
    }

    internal static IEnumerable<string> Directories(IFileSystem files) =>
        files.List("/data/checkpoints/job").Select(entry => entry.Name).Where(name => CheckpointNames.Id(name) is not null)
            .OrderBy(name => CheckpointNames.Id(name));

    private IEnumerable<string> Names(long id) =>
        _files.List($"/data/checkpoints/job/{CheckpointNames.Of(id)}").Select(entry => entry.Name).Order(StringComparer.Ordinal);
}
