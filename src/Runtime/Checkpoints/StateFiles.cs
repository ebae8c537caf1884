using FlinkSql.Columnar;
using FlinkSql.Columnar.Arrow;
using FlinkSql.Runtime.Storage;

namespace FlinkSql.Runtime.Checkpoints;

/// <summary>The files of states: every table of every subtask is an Arrow IPC stream, which other tools can read too.</summary>
internal static class StateFiles
{
    /// <summary>
    /// Writes the tables of a state, durably, one batch after the other; what it answers is plain data. It is called on the
    /// node of the task, off its thread.
    /// </summary>
    /// <param name="files">Files that the whole cluster sees.</param>
    /// <param name="location">The checkpoint.</param>
    /// <param name="owner">Tells apart the operators and subtasks of the job, as a part of file names.</param>
    /// <param name="state">The state.</param>
    public static StateSnapshot Write(IFileSystem files, CheckpointLocation location, string owner, StateSnapshot state) =>
        state.Use(() => WriteAll(files, location, owner, state));

    private static StateSnapshot WriteAll(IFileSystem files, CheckpointLocation location, string owner, StateSnapshot state)
    {
        var stored = new List<StoredTable>();
        foreach (string name in state.Schemas.Select(table => table.Name).Union(state.Continued))
        {
            if (state.Continued.Contains(name))
            {
                stored.AddRange(state.Files!.Of(state.Lineage!.Base, name));
            }

            stored.AddRange(state.Schemas.Where(table => table.Name == name)
                .Select(table => Write(files, location, $"{owner}-{name}", state, table)));
        }

        if (state.Lineage is { } lineage)
        {
            state.Files!.Add(lineage, stored);
        }

        return state.WithStored(stored);
    }

    private static StoredTable Write(
        IFileSystem files, CheckpointLocation location, string name, StateSnapshot state, StateTable table)
    {
        using StateFileWriter file = StateFileWriter.Create(files, location, $"{name}{(table.Removes ? ".removed" : "")}.arrows");
        using (var arrow = new ArrowStreamWriter(file, table.Schema, leaveOpen: true))
        {
            foreach (RecordBatch rows in state.Stream(table))
            {
                using RecordBatch owned = rows;
                arrow.Write(rows);
            }
        }

        return new StoredTable(table.Name, table.KeyColumns, file.Complete()) { Removes = table.Removes };
    }

    /// <summary>The rows of a table, from beginning to end.</summary>
    public static IEnumerable<RecordBatch> Read(IFileSystem files, string directory, long checkpoint, StoredTable table)
    {
        string path = PathOf(directory, checkpoint, table.File);
        using var reader = new ArrowStreamReader(new StateFileReader(files, path, table.File), BufferPool.Shared);
        foreach (RecordBatch rows in reader.ReadAll())
        {
            yield return rows;
        }
    }

    /// <summary>Where a state file lies: in the directory of the checkpoint, or in that of an older one beside it.</summary>
    public static string PathOf(string directory, long checkpoint, StateFile file) => file.Checkpoint == checkpoint
        ? Path.Combine(directory, file.Name)
        : Path.Combine(Path.GetDirectoryName(directory)!, CheckpointNames.Of(file.Checkpoint), file.Name);
}
