using System.Globalization;
using System.Text;
using FlinkSql.Columnar;
using FlinkSql.Columnar.Arrow;
using FlinkSql.Runtime.Storage;

namespace FlinkSql.Runtime.Checkpoints;

/// <summary>
/// Keeps the checkpoints of a job on disk. Every table of every subtask is an Arrow IPC stream, which other tools can
/// read too; numbers and the key columns of tables are in the manifest.
/// </summary>
internal sealed class DurableCheckpointStorage(IFileSystem files, CheckpointAttempt attempt, TimeProvider clock)
    : ICheckpointStorage
{
    private const string KeysOf = "keys:";
    private const string NameOf = "name";
    private const string NumbersOf = "numbers:";

    private CheckpointLocation? _location;

    public string Identity => attempt.Directory;

    public long Token => attempt.Token;

    public long NextId()
    {
        _location = attempt.NewCheckpoint();
        return _location.Id;
    }

    public void Store(JobSnapshot snapshot)
    {
        CheckpointLocation location = _location!;
        try
        {
            int number = 0;
            EquatableArray<OperatorEntry> operators = snapshot.Operators.Select(each => new OperatorEntry(
                each.Key,
                each.Value.Count,
                snapshot.MaxParallelism,
                each.Value.SelectMany((state, subtask) => Write(state, subtask, location, $"op{number++}")).ToEquatable(),
                Metadata(each.Value).Append(Text(NameOf, [snapshot.Names.GetValueOrDefault(each.Key, "")])).ToEquatable())).ToEquatable();
            attempt.Publish(location, new CheckpointContents(clock.GetUtcNow(), operators, []));
        }
        catch (Exception failure) when (failure is not (StaleAttemptException or CheckpointOutcomeUnknownException))
        {
            attempt.Discard(location);
            throw;
        }
    }

    public JobSnapshot? Newest() =>
        attempt.LoadNewest().Checkpoint is { } checkpoint ? Read(checkpoint) : null;

    /// <summary>The state that a checkpoint or savepoint holds.</summary>
    public static JobSnapshot Read(LoadedCheckpoint checkpoint)
    {
        CheckpointManifest manifest = checkpoint.Manifest;
        return new JobSnapshot(
            manifest.Id,
            manifest.Contents.Timestamp.ToUnixTimeMilliseconds(),
            manifest.Contents.Operators.Select(entry => entry.MaxParallelism).DefaultIfEmpty(KeyGroup.DefaultMaxParallelism).First(),
            manifest.Contents.Operators.ToDictionary(
                entry => entry.Uid,
                entry => (IReadOnlyList<StateSnapshot>)[.. Enumerable.Range(0, entry.Parallelism).Select(subtask => Read(checkpoint, entry, subtask))],
                StringComparer.Ordinal))
        {
            Names = manifest.Contents.Operators
                .Select(entry => (entry.Uid, Name: Lines(entry, NameOf)))
                .Where(entry => entry.Name.Length == 1)
                .ToDictionary(entry => entry.Uid, entry => entry.Name[0]),
        };
    }

    private List<StateEntry> Write(StateSnapshot state, int subtask, CheckpointLocation location, string prefix)
    {
        var entries = new List<StateEntry>();
        foreach ((StateTable table, List<RecordBatch> rows) in state.Tables)
        {
            using StateFileWriter file = StateFileWriter.Create(files, location, $"{prefix}-{table.Name}-{subtask}.arrows");
            using (var arrow = new ArrowStreamWriter(file, table.Schema, leaveOpen: true))
            {
                rows.ForEach(arrow.Write);
            }

            entries.Add(new StateEntry(table.Name, subtask, default, file.Complete()));
        }

        return entries;
    }

    private static IEnumerable<MetadataEntry> Metadata(IReadOnlyList<StateSnapshot> states)
    {
        foreach (StateTable table in states.SelectMany(state => state.Tables).Select(each => each.Table).DistinctBy(table => table.Name))
        {
            yield return Text(KeysOf + table.Name, table.KeyColumns.Select(column => $"{column}"));
        }

        for (int subtask = 0; subtask < states.Count; subtask++)
        {
            yield return Text($"{NumbersOf}{subtask}", states[subtask].Numbers.OrderBy(each => each.Key, StringComparer.Ordinal)
                .Select(each => string.Create(CultureInfo.InvariantCulture, $"{each.Key}={each.Value}")));
        }
    }

    private static MetadataEntry Text(string name, IEnumerable<string> lines) =>
        new(name, Encoding.UTF8.GetBytes(string.Join('\n', lines)).ToEquatable());

    private static StateSnapshot Read(LoadedCheckpoint checkpoint, OperatorEntry entry, int subtask)
    {
        var state = new StateSnapshot(BufferPool.Shared);
        foreach (StateEntry table in entry.States.Where(table => table.Subtask == subtask))
        {
            using var reader = new ArrowStreamReader(checkpoint.OpenState(table.File), BufferPool.Shared);
            int[] keys = [.. Lines(entry, KeysOf + table.State).Select(column => int.Parse(column, CultureInfo.InvariantCulture))];
            foreach (RecordBatch rows in reader.ReadAll())
            {
                state.Add(new StateTable(table.State, rows.Schema, keys.ToEquatable()), rows);
            }
        }

        foreach (string line in Lines(entry, $"{NumbersOf}{subtask}"))
        {
            string[] parts = line.Split('=');
            state.Put(parts[0], long.Parse(parts[1], CultureInfo.InvariantCulture));
        }

        return state;
    }

    private static string[] Lines(OperatorEntry entry, string name) =>
        entry.Metadata.FirstOrDefault(each => each.Name == name) is { } found
            ? Encoding.UTF8.GetString([.. found.Value]).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            : [];
}
