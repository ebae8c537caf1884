namespace FlinkSql.Tests.Oracle;

/// <summary>A change of the model: a row that comes, or is taken back.</summary>
internal readonly record struct ModelChange(ModelRow Row, bool IsRetraction);

/// <summary>
/// What is left in the end of windows that take late rows, whenever they fire: each change goes into those of its
/// windows that the watermark has not passed by more than the lateness, and one that goes into none is late.
/// </summary>
/// <param name="window">Which windows; null for sessions.</param>
/// <param name="gap">The gap of sessions.</param>
/// <param name="lateness">How long after its end a window takes rows.</param>
/// <param name="delay">The watermark stays this far behind the greatest time.</param>
internal sealed class EmissionModel(ModelWindow? window, long gap, long lateness, long delay)
{
    private readonly Dictionary<(long Start, long End, long Key), List<ModelRow>> _windows = [];
    private readonly List<(long Key, List<ModelRow> Rows)> _sessions = [];
    private readonly List<ModelGroup> _done = [];
    private long _watermark = long.MinValue;

    public long LateRows { get; private set; }

    public IReadOnlyList<ModelGroup> Run(IEnumerable<ModelChange> changes)
    {
        foreach (ModelChange change in changes)
        {
            bool late = window is null ? !ChangeSession(change) : !ChangeWindows(window, change);
            LateRows += late ? 1 : 0;
            if (change.Row.Time - delay > _watermark)
            {
                _watermark = change.Row.Time - delay;
                Forget();
            }
        }

        _done.AddRange(_windows.Where(entry => entry.Value.Count != 0)
            .Select(entry => Group(entry.Key.Start, entry.Key.End, entry.Key.Key, entry.Value)));
        _done.AddRange(_sessions.Select(session => Group(session.Key, session.Rows)));
        return _done;
    }

    private bool Takes(long end) => end - 1 + lateness > _watermark;

    private bool ChangeWindows(ModelWindow shape, ModelChange change)
    {
        bool any = false;
        foreach ((long start, long end) in shape.Of(change.Row.Time).Where(bounds => Takes(bounds.End)))
        {
            any = true;
            var key = (start, end, change.Row.Key);
            if (!_windows.TryGetValue(key, out List<ModelRow>? rows))
            {
                _windows.Add(key, rows = []);
            }

            Change(rows, change);
        }

        return any || !shape.Of(change.Row.Time).Any();
    }

    private bool ChangeSession(ModelChange change)
    {
        ModelRow row = change.Row;
        var touched = _sessions.Where(session => session.Key == row.Key
            && session.Rows[0].Time <= row.Time + gap && session.Rows[^1].Time + gap >= row.Time).ToList();
        if (touched.Count == 0)
        {
            if (!Takes(row.Time + gap))
            {
                return false;
            }

            if (!change.IsRetraction)
            {
                _sessions.Add((row.Key, [row]));
            }

            return true;
        }

        if (change.IsRetraction)
        {
            (long Key, List<ModelRow> Rows) holder = touched.Find(session => session.Rows.Contains(row));
            if (holder.Rows is not null)
            {
                _sessions.Remove(holder);
                holder.Rows.Remove(row);
                Split(holder.Key, holder.Rows);
            }

            return true;
        }

        _sessions.RemoveAll(touched.Contains);
        _sessions.Add((row.Key, [.. touched.SelectMany(session => session.Rows).Append(row).OrderBy(r => r.Time)]));
        return true;
    }

    private void Split(long key, List<ModelRow> rows)
    {
        var part = new List<ModelRow>();
        foreach (ModelRow row in rows)
        {
            if (part.Count != 0 && row.Time - part[^1].Time > gap)
            {
                _sessions.Add((key, part));
                part = [];
            }

            part.Add(row);
        }

        if (part.Count != 0)
        {
            _sessions.Add((key, part));
        }
    }

    // Sessions that are past the lateness are not joined any more.
    private void Forget()
    {
        foreach (var session in _sessions.Where(session => !Takes(session.Rows[^1].Time + gap)).ToArray())
        {
            _done.Add(Group(session.Key, session.Rows));
            _sessions.Remove(session);
        }
    }

    private static void Change(List<ModelRow> rows, ModelChange change)
    {
        if (change.IsRetraction)
        {
            rows.Remove(change.Row);
        }
        else
        {
            rows.Add(change.Row);
        }
    }

    private ModelGroup Group(long key, List<ModelRow> rows) => Group(rows[0].Time, rows[^1].Time + gap, key, rows);

    private static ModelGroup Group(long start, long end, long key, List<ModelRow> rows) =>
        new(start, end, key, rows.Count, rows.Sum(row => row.Value), rows.Max(row => row.Value));
}
