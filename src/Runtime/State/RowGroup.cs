namespace FlinkSql.Runtime.State;

/// <summary>The kept rows of one key, by their numbers in a <see cref="RowStore"/>, in the order of the operator.</summary>
internal sealed class RowGroup
{
    /// <summary>At least one, but for a group that has just been made.</summary>
    public List<int> Rows { get; } = [];

    /// <summary>Its place in <see cref="RowGroups"/>.</summary>
    public int Entry { get; set; }

    /// <summary>When a row last came or went.</summary>
    public long Written { get; set; }

    /// <summary>Where a row goes: behind its equals, or before them.</summary>
    public int PlaceOf(StoredRow row, RowStore store, RowOrder order, bool beforeEquals)
    {
        int low = 0;
        int high = Rows.Count;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            int compared = order.Compare(store[Rows[middle]], row);
            if (compared < 0 || (compared == 0 && !beforeEquals))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>Where the first row with the same values is, or -1.</summary>
    public int Find(StoredRow row, RowStore store, RowOrder order, RowKeys whole)
    {
        for (int place = PlaceOf(row, store, order, beforeEquals: true);
            place < Rows.Count && order.Compare(store[Rows[place]], row) == 0;
            place++)
        {
            if (whole.Equal(store[Rows[place]], row))
            {
                return place;
            }
        }

        return -1;
    }
}
