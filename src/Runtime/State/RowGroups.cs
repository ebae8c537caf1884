namespace FlinkSql.Runtime.State;

/// <summary>Groups of kept rows by key. A group needs no key of its own: each of its rows holds it.</summary>
internal sealed class RowGroups(RowKeys keys, RowStore store)
{
    private readonly Dictionary<ulong, RowGroup> _groups = [];

    /// <summary>All groups; of those that were never removed from, in the order in which they were made.</summary>
    public IEnumerable<RowGroup> All
    {
        get
        {
            foreach (RowGroup first in _groups.Values)
            {
                for (RowGroup? group = first; group is not null; group = group.Next)
                {
                    yield return group;
                }
            }
        }
    }

    public RowGroup? Find(RowKey key)
    {
        RowGroup? group = _groups.GetValueOrDefault(key.Hash);
        while (group is not null && !keys.Equal(store[group.Rows[0]], key.Row))
        {
            group = group.Next;
        }

        return group;
    }

    /// <summary>The group of a key that has none yet; a row has to be put into it at once.</summary>
    public RowGroup Add(RowKey key)
    {
        var group = new RowGroup(key.Hash) { Next = _groups.GetValueOrDefault(key.Hash) };
        _groups[key.Hash] = group;
        return group;
    }

    /// <summary>Takes a group out, the rows of which are gone.</summary>
    public void Remove(RowGroup group)
    {
        RowGroup first = _groups[group.Hash];
        if (!ReferenceEquals(first, group))
        {
            while (!ReferenceEquals(first.Next, group))
            {
                first = first.Next!;
            }

            first.Next = group.Next;
        }
        else if (group.Next is { } next)
        {
            _groups[group.Hash] = next;
        }
        else
        {
            _groups.Remove(group.Hash);
        }
    }
}
