namespace FlinkSql.Tests.Oracle;

/// <summary>A row of the model: event time in ms, a key, a value.</summary>
internal readonly record struct ModelRow(long Time, long Key, long Value);

/// <summary>A window of the model and what is in it.</summary>
internal readonly record struct ModelGroup(long Start, long End, long Key, long Count, long Sum, long Max);

/// <summary>Which windows: the shapes of SEMANTICS 1 to 4.</summary>
internal abstract record ModelWindow
{
    public long Offset { get; init; }

    /// <summary>The windows of a time, brute force: every candidate start is tried.</summary>
    public abstract IEnumerable<(long Start, long End)> Of(long time);

    protected long Floor(long time, long size)
    {
        long rest = (time - Offset) % size;
        return rest < 0 ? time - (rest + size) : time - rest;
    }
}

internal sealed record ModelTumble(long Size) : ModelWindow
{
    public override IEnumerable<(long Start, long End)> Of(long time)
    {
        long start = Floor(time, Size);
        yield return (start, start + Size);
    }
}

internal sealed record ModelHop(long Slide, long Size) : ModelWindow
{
    public override IEnumerable<(long Start, long End)> Of(long time)
    {
        for (long start = Floor(time, Slide); start > time - Size; start -= Slide)
        {
            yield return (start, start + Size);
        }
    }
}

internal sealed record ModelCumulate(long Step, long Size) : ModelWindow
{
    public override IEnumerable<(long Start, long End)> Of(long time)
    {
        long start = Floor(time, Size);
        for (long end = start + Step; end <= start + Size; end += Step)
        {
            if (end > time)
            {
                yield return (start, end);
            }
        }
    }
}

/// <summary>
/// Windows computed row by row with no cleverness: each row is put into each of its windows that has not fired, and a
/// row of which all windows have fired is late.
/// </summary>
/// <param name="window">Which windows.</param>
/// <param name="delay">The watermark stays this far behind the greatest time.</param>
/// <param name="interval">A watermark is sent when it has advanced by more than this since the last one sent.</param>
internal sealed class WindowModel(ModelWindow window, long delay, long interval)
{
    private readonly Dictionary<(long Start, long End, long Key), List<long>> _open = [];
    private readonly List<ModelGroup> _fired = [];

    public long LateRows { get; private set; }

    /// <summary>Groups in the order in which their windows fired.</summary>
    public IReadOnlyList<ModelGroup> Run(IEnumerable<ModelRow> rows)
    {
        long watermark = long.MinValue;
        long sent = long.MinValue;
        foreach (ModelRow row in rows)
        {
            bool any = false;
            bool late = false;
            foreach ((long start, long end) in window.Of(row.Time))
            {
                if (end - 1 <= sent)
                {
                    late = true;
                    continue;
                }

                any = true;
                if (!_open.TryGetValue((start, end, row.Key), out List<long>? values))
                {
                    _open.Add((start, end, row.Key), values = []);
                }

                values.Add(row.Value);
            }

            LateRows += late && !any ? 1 : 0;
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

    private void Fire(long watermark)
    {
        foreach (((long start, long end, long key), List<long> values) in _open
            .Where(group => group.Key.End - 1 <= watermark).OrderBy(group => group.Key.End).ToArray())
        {
            _fired.Add(new ModelGroup(start, end, key, values.Count, values.Sum(), values.Max()));
            _open.Remove((start, end, key));
        }
    }
}
