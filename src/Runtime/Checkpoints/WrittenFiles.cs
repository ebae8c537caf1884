namespace FlinkSql.Runtime.Checkpoints;

/// <summary>The files in which the tables of one operator in one subtask lie, by checkpoint.</summary>
internal sealed class WrittenFiles
{
    private readonly Lock _access = new();
    private readonly SortedDictionary<long, IReadOnlyList<StoredTable>> _written = [];

    /// <summary>The files of a table in a checkpoint, the oldest first.</summary>
    public IEnumerable<StoredTable> Of(long checkpoint, string table)
    {
        lock (_access)
        {
            return [.. _written[checkpoint].Where(file => file.Name == table)];
        }
    }

    /// <summary>Notes the files of a checkpoint; those older than its base are needed no longer.</summary>
    public void Add(CheckpointLineage lineage, IReadOnlyList<StoredTable> tables)
    {
        lock (_access)
        {
            while (_written.Count != 0 && _written.Keys.First() < lineage.Base)
            {
                _written.Remove(_written.Keys.First());
            }

            _written[lineage.Id] = tables;
        }
    }
}
