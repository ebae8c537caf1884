namespace FlinkSql.Tests.Oracle;

/// <summary>
/// Sessions computed row by row: a row is the window [time, time + gap); windows of one key that touch are one
/// (SEMANTICS 4). A row is late when the window it ends up in has fired.
/// </summary>
/// <param name="gap">The gap.</param>
/// <param name="delay">The watermark stays this far behind the greatest time.</param>
/// <param name="interval">A watermark is sent when it has advanced by more than this since the last one sent.</param>
internal sealed class SessionModel(long gap, long delay, long interval)
{
    private readonly List<(long Start, long End, long Key, List<long> Values)> _open = [];
    private readonly List<ModelGroup> _fired = [];

    public long LateRows { get; private set; }

    public IReadOnlyList<ModelGroup> Run(IEnumerable<ModelRow> rows)
    {
        long watermark = long.MinValue;
        long sent = long.MinValue;
        foreach (ModelRow row in rows)
        {
            Add(row, sent);
            watermark = Math.Max(watermark, row.Time - delay);
            if (sent == long.MinValue || watermark > sent + interval)
            {
                sent = watermark;
                Fire(sent);
            }
        }

        Fire(long.MaxValue);
        return _fired;
    }

    private void Add(ModelRow row, long watermark)
    {
        long start = row.Time;
        long end = row.Time + gap;
        var touched = _open.Where(s => s.Key == row.Key && s.Start <= end && s.End >= start).ToList();
        long mergedStart = touched.Select(s => s.Start).Append(start).Min();
        long mergedEnd = touched.Select(s => s.End).Append(end).Max();
        if (mergedEnd - 1 <= watermark)
        {
            LateRows++;
            return;
        }

        foreach (var session in touched)
        {
            _open.Remove(session);
        }

        _open.Add((mergedStart, mergedEnd, row.Key, [.. touched.SelectMany(s => s.Values), row.Value]));
    }

    private void Fire(long watermark)
    {
        foreach (var session in _open.Where(s => s.End - 1 <= watermark).OrderBy(s => s.End).ToArray())
        {
            _fired.Add(new ModelGroup(
                session.Start, session.End, session.Key, session.Values.Count, session.Values.Sum(), session.Values.Max()));
            _open.Remove(session);
        }
    }
}
