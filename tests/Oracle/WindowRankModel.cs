namespace FlinkSql.Tests.Oracle;

/// <summary>A row that a window Top-N gives: the window, the row, its rank.</summary>
internal readonly record struct ModelRank(long Start, long End, ModelRow Row, int Rank);

/// <summary>
/// Top-N of windows with no cleverness: a row is put into each of its windows that has not closed, all rows of a window
/// are kept, and sorted when it closes. Every window that has closed before a row of it comes is counted as late.
/// </summary>
/// <param name="window">Which windows.</param>
/// <param name="delay">The watermark stays this far behind the greatest time.</param>
/// <param name="interval">A watermark is sent when it has advanced by more than this since the last one sent.</param>
/// <param name="sort">The rows of a window and key, in the order in which they came, by rank.</param>
internal sealed class WindowRankModel(
    ModelWindow window, long delay, long interval, Func<IEnumerable<ModelRow>, IEnumerable<ModelRow>> sort)
{
    private readonly Dictionary<(long Start, long End, long Key), List<ModelRow>> _open = [];
    private readonly List<ModelRank> _ranks = [];

    public long LateRows { get; private set; }

    public IReadOnlyList<ModelRank> Run(IEnumerable<ModelRow> rows)
    {
        long watermark = long.MinValue;
        long sent = long.MinValue;
        foreach (ModelRow row in rows)
        {
            foreach ((long start, long end) in window.Of(row.Time))
            {
                if (end - 1 <= sent)
                {
                    LateRows++;
                    continue;
                }

                if (!_open.TryGetValue((start, end, row.Key), out List<ModelRow>? kept))
                {
                    _open.Add((start, end, row.Key), kept = []);
                }

                kept.Add(row);
            }

            watermark = Math.Max(watermark, row.Time - delay);
            if (sent == long.MinValue || watermark > sent + interval)
            {
                sent = watermark;
                Fire(sent);
            }
        }

        Fire(long.MaxValue);
        return _ranks;
    }

    private void Fire(long watermark)
    {
        foreach (((long start, long end, long key), List<ModelRow> rows) in
            _open.Where(group => group.Key.End - 1 <= watermark).ToArray())
        {
            _ranks.AddRange(sort(rows).Select((row, place) => new ModelRank(start, end, row, place + 1)));
            _open.Remove((start, end, key));
        }
    }
}
