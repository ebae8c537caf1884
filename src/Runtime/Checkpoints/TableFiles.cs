using FlinkSql.Columnar;
using FlinkSql.Runtime.State;

namespace FlinkSql.Runtime.Checkpoints;

/// <summary>
/// The rows of a table that lies in several files: one with all of its rows at some checkpoint, and what has changed from
/// one checkpoint to the next. The newest row of a key counts.
/// </summary>
internal static class TableFiles
{
    /// <summary>The rows that count, in no order.</summary>
    /// <param name="files">The files, the oldest first.</param>
    /// <param name="read">Reads one, in batches that are taken over.</param>
    /// <param name="memory">What rows are copied into.</param>
    public static IEnumerable<RecordBatch> Rows(
        IReadOnlyList<StoredTable> files, Func<StoredTable, IEnumerable<RecordBatch>> read, BufferPool memory) =>
        files.Count == 1 ? read(files[0]) : Merge(files, read, memory);

    // From the newest to the oldest, so that only the keys of the changes are remembered, and rows pass as they come.
    private static IEnumerable<RecordBatch> Merge(
        IReadOnlyList<StoredTable> files, Func<StoredTable, IEnumerable<RecordBatch>> read, BufferPool memory)
    {
        var held = new List<RecordBatch>();
        RowKeys? keys = null;
        HashSet<RowKey> seen = [];
        try
        {
            for (int file = files.Count - 1; file >= 0; file--)
            {
                foreach (RecordBatch batch in read(files[file]))
                {
                    if (keys is null)
                    {
                        keys = new RowKeys(batch.Schema, files[file].KeyColumns);
                        seen = new HashSet<RowKey>(keys);
                    }

                    List<int> rows = NotSeen(batch, keys, seen);
                    if (!files[file].Removes && rows.Count != 0)
                    {
                        yield return Part(batch, rows, memory);
                    }

                    if (file == 0)
                    {
                        batch.Dispose();
                        continue;
                    }

                    held.Add(batch);
                    ReadOnlySpan<ulong> hashes = keys.Hash(batch);
                    foreach (int row in rows)
                    {
                        seen.Add(new RowKey(new StoredRow(batch, row), hashes[row]));
                    }
                }
            }
        }
        finally
        {
            held.ForEach(batch => batch.Dispose());
        }
    }

    private static List<int> NotSeen(RecordBatch batch, RowKeys keys, HashSet<RowKey> seen)
    {
        ReadOnlySpan<ulong> hashes = keys.Hash(batch);
        var rows = new List<int>(batch.RowCount);
        for (int row = 0; row < batch.RowCount; row++)
        {
            if (!seen.Contains(new RowKey(new StoredRow(batch, row), hashes[row])))
            {
                rows.Add(row);
            }
        }

        return rows;
    }

    private static RecordBatch Part(RecordBatch batch, List<int> rows, BufferPool memory)
    {
        if (rows.Count == batch.RowCount)
        {
            return batch.Retain();
        }

        var part = new BatchBuilder(batch.Schema, memory);
        part.AppendRows(batch, [.. rows]);
        return part.Build();
    }
}
