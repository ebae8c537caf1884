namespace FlinkSql.Runtime.State.Keyed;

/// <summary>The cells of one state in the order in which they were written, which is that in which they end.</summary>
internal sealed class Expiry(StateTtl ttl)
{
    private readonly LinkedList<Cell> _cells = [];

    /// <summary>Notes that a cell is written.</summary>
    public void Write(Cell cell, long now)
    {
        cell.Written = now;
        if (ttl.IsOn)
        {
            Forget(cell);
            cell.Place = _cells.AddLast(cell);
        }
    }

    /// <summary>Notes that a cell is gone.</summary>
    public void Forget(Cell cell)
    {
        if (cell.Place is { } place)
        {
            _cells.Remove(place);
            cell.Place = null;
        }
    }

    /// <summary>The first cell, if it has ended.</summary>
    public Cell? First(long now) => _cells.First is { } first && ttl.Expired(first.Value.Written, now) ? first.Value : null;
}
