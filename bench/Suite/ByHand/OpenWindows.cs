namespace FlinkSql.Bench.Suite.ByHand;

/// <summary>The windows that have not closed yet, few at a time, and what is kept of each; those that have closed are used again.</summary>
internal sealed class OpenWindows<TTable>(long size, Func<TTable> make, Action<long, TTable> fire)
{
    private readonly List<(long Start, TTable Table)> _open = [];
    private readonly Stack<TTable> _spare = new();

    /// <summary>The window that starts at a time.</summary>
    public TTable At(long start)
    {
        int at = _open.Count;
        while (at > 0 && _open[at - 1].Start >= start)
        {
            at--;
            if (_open[at].Start == start)
            {
                return _open[at].Table;
            }
        }

        TTable table = _spare.TryPop(out TTable? spare) ? spare : make();
        _open.Insert(at, (start, table));
        return table;
    }

    /// <summary>Fires the windows whose last instant a watermark has passed; what fires clears its table.</summary>
    public void Close(long watermark)
    {
        while (_open.Count != 0 && _open[0].Start + size - 1 <= watermark)
        {
            (long start, TTable table) = _open[0];
            fire(start, table);
            _spare.Push(table);
            _open.RemoveAt(0);
        }
    }
}
