using System.Globalization;
using System.Text;
using FlinkSql.Columnar;

namespace FlinkSql.Runtime.Checkpoints;

/// <summary>
/// Keeps the checkpoints of a job on disk. The tasks have written the state files (<see cref="StateFiles"/>) by the time a
/// checkpoint is published; numbers and the key columns of tables are in the manifest.
/// </summary>
/// <param name="store">The checkpoints of the job.</param>
/// <param name="clock">Says when a checkpoint was taken.</param>
/// <param name="retained">How many completed checkpoints stay.</param>
/// <param name="firstToken">
/// Added to every token: for jobs whose tokens begin anew with the process, the token of the newest session before.
/// </param>
/// <param name="process">Tells this process apart from others whose nodes have the same names.</param>
internal sealed class DurableCheckpointStorage(
    CheckpointStore store, TimeProvider clock, int retained = 1, long firstToken = 0, string process = "p") : ICheckpointStorage
{
    private const string KeysOf = "keys:";
    private const string NameOf = "name";
    private const string NumbersOf = "numbers:";

    // Names of tables have no space.
    private const string Removed = " removed";

    public bool Waits => true;

    public string Identity => store.Directory;

    public ICheckpointSession Begin(long token, string owner) =>
        new Session(store.Begin(firstToken + token, $"{process}.{owner}", retained), clock);

    /// <summary>The state that a checkpoint or savepoint holds, with all its rows in memory.</summary>
    public static JobSnapshot Read(LoadedCheckpoint checkpoint)
    {
        JobSnapshot stored = Describe(checkpoint);
        foreach (StateSnapshot state in stored.Operators.Values.SelectMany(states => states))
        {
            foreach (IGrouping<string, StoredTable> table in state.Stored.GroupBy(table => table.Name))
            {
                StoredTable[] files = [.. table];
                foreach (RecordBatch rows in TableFiles.Rows(files, Open, BufferPool.Shared))
                {
                    state.Add(new StateTable(table.Key, rows.Schema, files[0].KeyColumns), rows);
                }
            }

            state.ClearStored();
        }

        return stored with { Directory = null };

        IEnumerable<RecordBatch> Open(StoredTable table) =>
            StateFiles.Read(checkpoint.Files, checkpoint.Directory, stored.Id, table);
    }

    /// <summary>The same without the rows: each task reads the files it needs.</summary>
    public static JobSnapshot Describe(LoadedCheckpoint checkpoint)
    {
        CheckpointManifest manifest = checkpoint.Manifest;
        return new JobSnapshot(
            manifest.Id,
            manifest.Contents.Timestamp.ToUnixTimeMilliseconds(),
            manifest.Contents.Operators.Select(entry => entry.MaxParallelism).DefaultIfEmpty(KeyGroup.DefaultMaxParallelism).First(),
            manifest.Contents.Operators.ToDictionary(
                entry => entry.Uid,
                entry => (IReadOnlyList<StateSnapshot>)[.. Enumerable.Range(0, entry.Parallelism).Select(subtask => Describe(entry, subtask))],
                StringComparer.Ordinal))
        {
            Directory = checkpoint.Directory,
            Names = manifest.Contents.Operators
                .Select(entry => (entry.Uid, Name: Lines(entry, NameOf)))
                .Where(entry => entry.Name.Length == 1)
                .ToDictionary(entry => entry.Uid, entry => entry.Name[0]),
        };
    }

    /// <summary>What the manifest says of a checkpoint whose tables lie in files.</summary>
    public static CheckpointContents ContentsOf(JobSnapshot snapshot, DateTimeOffset time) => new(
        time, snapshot.Operators.Select(each => Entry(each.Key, each.Value, snapshot)).ToEquatable(), []);

    private static StateSnapshot Describe(OperatorEntry entry, int subtask)
    {
        var state = new StateSnapshot(BufferPool.Shared);
        foreach (StateEntry table in entry.States.Where(table => table.Subtask == subtask))
        {
            bool removes = table.State.EndsWith(Removed, StringComparison.Ordinal);
            string name = removes ? table.State[..^Removed.Length] : table.State;
            int[] keys = [.. Lines(entry, KeysOf + name).Select(column => int.Parse(column, CultureInfo.InvariantCulture))];
            state.AddStored(new StoredTable(name, keys.ToEquatable(), table.File) { Removes = removes });
        }

        foreach (string line in Lines(entry, $"{NumbersOf}{subtask}"))
        {
            string[] parts = line.Split('=');
            state.Put(parts[0], long.Parse(parts[1], CultureInfo.InvariantCulture));
        }

        return state;
    }

    private static OperatorEntry Entry(string uid, IReadOnlyList<StateSnapshot> states, JobSnapshot snapshot) => new(
        uid,
        states.Count,
        snapshot.MaxParallelism,
        states.SelectMany((state, subtask) => state.Stored
            .Select(table => new StateEntry(table.Removes ? table.Name + Removed : table.Name, subtask, default, table.File))).ToEquatable(),
        Metadata(states).Append(Text(NameOf, [snapshot.Names.GetValueOrDefault(uid, "")])).ToEquatable());

    private static IEnumerable<MetadataEntry> Metadata(IReadOnlyList<StateSnapshot> states)
    {
        foreach (StoredTable table in states.SelectMany(state => state.Stored).DistinctBy(table => table.Name))
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

    private static string[] Lines(OperatorEntry entry, string name) =>
        entry.Metadata.FirstOrDefault(each => each.Name == name) is { } found
            ? Encoding.UTF8.GetString([.. found.Value]).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            : [];

    private sealed class Session(CheckpointAttempt attempt, TimeProvider clock) : ICheckpointSession
    {
        public long Token => attempt.Token;

        public void Confirm() => attempt.Confirm();

        public CheckpointLocation NewCheckpoint() => attempt.NewCheckpoint();

        public CheckpointLocation NewSavepoint(string directory) => attempt.NewSavepoint(directory);

        public void Publish(CheckpointLocation location, JobSnapshot snapshot)
        {
            try
            {
                attempt.Publish(location, ContentsOf(snapshot, clock.GetUtcNow()));
            }
            catch (Exception failure) when (failure is not (StaleAttemptException or CheckpointOutcomeUnknownException))
            {
                attempt.Discard(location);
                throw;
            }
        }

        public void Discard(CheckpointLocation location) => attempt.Discard(location);

        public JobSnapshot? Newest() =>
            attempt.LoadNewest().Checkpoint is { } checkpoint ? Describe(checkpoint) : null;
    }
}
