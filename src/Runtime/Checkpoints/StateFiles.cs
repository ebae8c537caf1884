using FlinkSql.Columnar;
using FlinkSql.Columnar.Arrow;
using FlinkSql.Runtime.Storage;

namespace FlinkSql.Runtime.Checkpoints;

/// <summary>The files of states: every table of every subtask is an Arrow IPC stream, which other tools can read too.</summary>
internal static class StateFiles
{
    /// <summary>
    /// Writes the tables of a state, durably; what it answers is plain data. It is called on the node of the task, off its
    /// thread.
    /// </summary>
    /// <param name="files">Files that the whole cluster sees.</param>
    /// <param name="location">The checkpoint.</param>
    /// <param name="owner">Tells apart the operators and subtasks of the job, as a part of file names.</param>
    /// <param name="state">The state.</param>
    public static StateSnapshot Write(IFileSystem files, CheckpointLocation location, string owner, StateSnapshot state)
    {
        var stored = new List<StoredTable>();
        foreach ((StateTable table, List<RecordBatch> rows) in state.Tables)
        {
            using StateFileWriter file = StateFileWriter.Create(files, location, $"{owner}-{table.Name}.arrows");
            using (var arrow = new ArrowStreamWriter(file, table.Schema, leaveOpen: true))
            {
                rows.ForEach(arrow.Write);
            }

            stored.Add(new StoredTable(table.Name, table.KeyColumns, file.Complete()));
        }

        return state.WithStored(stored);
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
