namespace FlinkSql.Connectors;

/// <summary>Says how many rows are due at a rate of rows a second; the first is due at once.</summary>
internal sealed class RowPacer(long rowsPerSecond, TimeProvider clock)
{
    private long _start;
    private long _taken;
    private bool _begun;

    /// <summary>Rows due now, at most that many.</summary>
    public int Due(int most)
    {
        if (!_begun)
        {
            _begun = true;
            _start = clock.GetTimestamp();
        }

        Int128 due = (Int128)Elapsed * rowsPerSecond / TimeSpan.TicksPerSecond + 1 - _taken;
        return (int)Int128.Clamp(due, 0, most);
    }

    /// <summary>Notes that rows have been given out.</summary>
    public void Take(int rows) => _taken += rows;

    /// <summary>How long until the next row is due.</summary>
    public TimeSpan Delay()
    {
        Int128 dueAt = ((Int128)_taken * TimeSpan.TicksPerSecond + rowsPerSecond - 1) / rowsPerSecond;
        return TimeSpan.FromTicks((long)Int128.Max(1, dueAt - Elapsed));
    }

    private long Elapsed => clock.GetElapsedTime(_start).Ticks;
}
