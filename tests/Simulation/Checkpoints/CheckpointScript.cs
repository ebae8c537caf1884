using System.Text;
using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Scheduling;
using FlinkSql.Runtime.Storage;

namespace FlinkSql.Tests.Simulation.Checkpoints;

/// <summary>
/// A job that does nothing but take checkpoints: full and incremental ones, some given up, a savepoint now and then, and
/// a new attempt in between. Content follows from the id alone, so that a wrong read is seen.
/// </summary>
internal sealed class CheckpointScript(IFileSystem files, long seed, int retained, string root = "/data")
{
    private readonly SeededRandom _random = new(seed, "checkpoint-script");
    private readonly HashSet<long> _ids = [];
    private CheckpointLocation? _location;

    /// <summary>The newest checkpoint that was reported complete.</summary>
    public long Completed { get; private set; } = -1;

    /// <summary>Savepoints that were reported complete.</summary>
    public List<string> Savepoints { get; } = [];

    /// <summary>All ids that were given out.</summary>
    public IReadOnlySet<long> Ids => _ids;

    /// <summary>Checkpoints that failed, were discarded, and did not count. Null lets failures through.</summary>
    public List<Exception>? Failures { get; init; }

    public static CheckpointStore Store(IFileSystem files, string root = "/data") => new(files, $"{root}/checkpoints", "job");

    /// <summary>Goes on where another run of it ended, by whatever crash.</summary>
    public CheckpointScript After(CheckpointScript? earlier)
    {
        Completed = earlier?.Completed ?? -1;
        _ids.UnionWith(earlier?._ids ?? []);
        Savepoints.AddRange(earlier?.Savepoints ?? []);
        return this;
    }

    /// <summary>Takes checkpoints in several attempts, each of which goes on from what the last one left.</summary>
    public void Run(long firstToken, int attempts, int checkpoints)
    {
        for (int attempt = 0; attempt < attempts; attempt++)
        {
            RunAttempt(Store(files, root).Begin(firstToken + attempt, "script", retained), checkpoints);
        }
    }

    public void RunAttempt(CheckpointAttempt attempt, int checkpoints)
    {
        CheckpointManifest? last = attempt.LoadNewest().Checkpoint?.Manifest;
        for (int count = 0; count < checkpoints; count++)
        {
            long taken = _ids.Count;
            try
            {
                last = TakeOne(attempt, last);
            }
            catch (FileSystemException failure) when (Failures is not null)
            {
                Failures.Add(failure);
                if (_ids.Count > taken && _location is { } location)
                {
                    attempt.Discard(location);
                    CheckAbsent(location);
                }
            }
        }
    }

    /// <summary>What a state file of a checkpoint holds.</summary>
    public static byte[] Content(long checkpoint, string name) =>
        Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat($"{name} of {checkpoint};", 1 + (int)(checkpoint * 13 % 90))));

    /// <summary>Whether everything a checkpoint holds is what the script wrote.</summary>
    public static bool IsRight(LoadedCheckpoint checkpoint) =>
        checkpoint.Manifest.Contents == Contents(checkpoint.Manifest.Id, [.. checkpoint.Manifest.Files])
        && checkpoint.Manifest.Files.All(file =>
        {
            using Stream stream = checkpoint.OpenState(file);
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            return bytes.ToArray().AsSpan().SequenceEqual(Content(file.Checkpoint, file.Name));
        });

    public static CheckpointContents Contents(long id, IReadOnlyList<StateFile> stateFiles) => new(
        DateTimeOffset.UnixEpoch.AddSeconds(id),
        [
            new OperatorEntry(
                "window-aggregate",
                stateFiles.Count,
                128,
                stateFiles.Select((file, index) => new StateEntry("slices", index, KeyGroup.Range(index, 128, stateFiles.Count), file)).ToEquatable(),
                []),
            new OperatorEntry("source", 1, 128, [], [new MetadataEntry("position", BitConverter.GetBytes(id).ToEquatable())]),
        ],
        [new MetadataEntry("committables", [1, 2, (byte)id])]);

    /// <summary>A publication that failed cleanly must not count.</summary>
    private void CheckAbsent(CheckpointLocation location)
    {
        if (Store(files, root).LoadNewest().Checkpoint?.Manifest.Id == location.Id)
        {
            throw new InvalidOperationException($"checkpoint {location.Id} was reported as failed and counts");
        }
    }

    private CheckpointManifest? TakeOne(CheckpointAttempt attempt, CheckpointManifest? last)
    {
        bool savepoint = _random.OneIn(8);
        CheckpointLocation location = savepoint
            ? attempt.NewSavepoint($"{root}/savepoints/{attempt.Token}-{_ids.Count}")
            : attempt.NewCheckpoint();
        _location = location;
        if (!_ids.Add(location.Id))
        {
            throw new InvalidOperationException($"id {location.Id} was given out twice");
        }

        List<StateFile> written = [.. last is null || savepoint || _random.OneIn(3) ? [] : last.Files.Take(2)];
        for (int index = 0; index <= _random.Next(3); index++)
        {
            string name = $"state-{index}.arrow";
            written.Add(StateFileWriter.Write(files, location, name, Content(location.Id, name)));
        }

        if (_random.OneIn(6))
        {
            attempt.Discard(location);
            return last;
        }

        CheckpointManifest manifest = attempt.Publish(location, Contents(location.Id, written));
        if (savepoint)
        {
            Savepoints.Add(location.Directory);
            return last;
        }

        Completed = location.Id;
        return manifest;
    }
}
