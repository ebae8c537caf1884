namespace FlinkSql.Runtime.State;

/// <summary>
/// Kept rows in groups by key; groups stand in the order in which they were made, or last
/// written.
/// </summary>
internal sealed class RowGroups(RowKeys keys, RowStore store)
{
    private readonly RowIndex<RowGroup> _index = new(keys, store);

    public IEnumerable<RowGroup> All
    {
        get
        {
            for (int entry = _index.First; entry >= 0; entry = _index.After(entry))
            {
                yield return _index.Value(entry);
            }
        }
    }

    /// <summary>The first group; null when there is none.</summary>
    public RowGroup? First => _index.First < 0 ? null : _index.Value(_index.First);

    public RowGroup? Find(RowKey key)
    {
        int entry = _index.Find(key);
        return entry < 0 ? null : _index.Value(entry);
    }

    /// <summary>Keeps a row at a place of the group of its key; of a key without one, in a new group.</summary>
    public RowGroup Insert(RowKey key, RowGroup? group, int place)
    {
        int row = store.Add(key.Row);
        if (group is null)
        {
            group = new RowGroup();
            group.Entry = _index.Add(key.Hash, row, group);
        }

        group.Rows.Insert(place, row);
        return group;
    }

    /// <summary>Keeps a row of a group no longer, nor a group without rows.</summary>
    public void RemoveAt(RowGroup group, int place)
    {
        int row = group.Rows[place];
        group.Rows.RemoveAt(place);
        if (group.Rows.Count == 0)
        {
            _index.Remove(group.Entry);
        }
        else if (_index.Row(group.Entry) == row)
        {
            _index.Row(group.Entry) = group.Rows[0];
        }

        store.Remove(row);
    }

    /// <summary>Keeps a group no longer.</summary>
    public void Remove(RowGroup group)
    {
        _index.Remove(group.Entry);
        foreach (int row in group.Rows)
        {
            store.Remove(row);
        }

        group.Rows.Clear();
    }

    /// <summary>Lets a group stand behind all others, as the one last written.</summary>
    public void Write(RowGroup group, long now)
    {
        group.Written = now;
        _index.MoveToEnd(group.Entry);
    }

    /// <summary>Puts groups that came from several places in the order in which they were written.</summary>
    public void SortByWritten() => _index.Sort(group => group.Written);
}
