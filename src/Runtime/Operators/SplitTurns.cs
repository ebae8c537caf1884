namespace FlinkSql.Runtime.Operators;

/// <summary>
/// Which of the open splits of a subtask is read next: each in turn, for a fixed number of rows or until it waits. How
/// many rows does not depend on the size of batches, so neither does the order in which rows come.
/// </summary>
internal sealed class SplitTurns
{
    /// <summary>Rows of one split before it is the next one's turn.</summary>
    public const int RowsPerTurn = 1024;

    private readonly List<OpenSplit> _open = [];
    private int _turn;
    private long _rows;

    public IReadOnlyList<OpenSplit> Open => _open;

    /// <summary>How many rows are left of the turn.</summary>
    public int RowsLeft => _open.Count == 1 ? int.MaxValue : (int)Math.Max(0, RowsPerTurn - _rows);

    public void Add(OpenSplit split) => _open.Add(split);

    public void Remove(OpenSplit split)
    {
        int place = _open.IndexOf(split);
        _open.RemoveAt(place);
        if (place < _turn || _turn == _open.Count)
        {
            _turn = Math.Max(0, _turn - 1);
        }

        // The one that moved up into its place begins its turn.
        _rows = 0;
    }

    /// <summary>Notes rows that were read from the split whose turn it is.</summary>
    public void Count(int rows) => _rows += rows;

    /// <summary>The split to read now; null when all of them wait or are paused.</summary>
    public OpenSplit? Next()
    {
        if (_open.Count == 1)
        {
            return _open[0].Metrics.Paused ? null : _open[0];
        }

        int first = RowsLeft > 0 ? _turn : _turn + 1;
        for (int step = 0; step < _open.Count; step++)
        {
            int place = (first + step) % _open.Count;
            if (!_open[place].Metrics.Paused && _open[place].UntilDue <= TimeSpan.Zero)
            {
                _rows = place == _turn && RowsLeft > 0 ? _rows : 0;
                _turn = place;
                return _open[place];
            }
        }

        return null;
    }

    /// <summary>How long until one is due; <see cref="TimeSpan.MaxValue"/> when all are paused.</summary>
    public TimeSpan UntilDue()
    {
        TimeSpan least = TimeSpan.MaxValue;
        foreach (OpenSplit split in _open)
        {
            if (!split.Metrics.Paused && split.UntilDue < least)
            {
                least = split.UntilDue;
            }
        }

        return least;
    }
}
