using FlinkSql.Columnar;

namespace FlinkSql.Runtime.Checkpoints;

/// <summary>A checkpoint or savepoint on disk, all of whose files were found whole.</summary>
public sealed class SavedCheckpoint
{
    private readonly LoadedCheckpoint _loaded;

    internal SavedCheckpoint(LoadedCheckpoint loaded, IReadOnlyList<string> damaged)
    {
        _loaded = loaded;
        Damaged = damaged;
    }

    /// <summary>Its folder.</summary>
    public string Directory => _loaded.Directory;

    /// <summary>The name of the job that wrote it.</summary>
    public string Job => _loaded.Manifest.Job;

    public long Id => _loaded.Manifest.Id;

    /// <summary>When it was completed.</summary>
    public DateTimeOffset Timestamp => _loaded.Manifest.Contents.Timestamp;

    /// <summary>Whether it belongs to its user and is never deleted here.</summary>
    public bool IsSavepoint => CheckpointNames.Id(Path.GetFileName(Directory)) is null;

    /// <summary>Newer ones that are damaged and were passed over for it.</summary>
    public IReadOnlyList<string> Damaged { get; }

    /// <summary>The state it holds, with all its rows in memory.</summary>
    public JobSnapshot Read() => DurableCheckpointStorage.Read(_loaded);

    /// <summary>The state it holds without the rows, which a job that continues from it reads itself.</summary>
    public JobSnapshot Describe() => DurableCheckpointStorage.Describe(_loaded);

    /// <summary>The tables of an operator with their numbers of rows, over all its subtasks.</summary>
    public IReadOnlyList<(string Table, long Rows)> CountRows(string uid)
    {
        JobSnapshot described = Describe();
        return
        [
            .. described.Operators[uid].SelectMany(state => state.Stored.GroupBy(table => table.Name)).GroupBy(files => files.Key)
                .Select(tables => (tables.Key, tables.Sum(files => Count(described.Id, [.. files])))),
        ];
    }

    private long Count(long id, IReadOnlyList<StoredTable> table)
    {
        long count = 0;
        foreach (RecordBatch rows in TableFiles.Rows(table, Open, BufferPool.Shared))
        {
            count += rows.RowCount;
            rows.Dispose();
        }

        return count;

        IEnumerable<RecordBatch> Open(StoredTable file) => StateFiles.Read(_loaded.Files, Directory, id, file);
    }
}
