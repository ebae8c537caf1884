using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Runtime.Operators;

/// <summary>The splits of one subtask of a source: those it reads, has read and is yet to read.</summary>
internal sealed class AssignedSplits(ISource source)
{
    private readonly Queue<UnreadSplit> _unread = new();
    private SplitState[] _gone = [];
    private SplitDiscovery? _discovery;

    /// <summary>In the order in which they were given to it.</summary>
    public IReadOnlyList<SplitMetrics> All { get; private set; } = [];

    /// <summary>Whether it may get more of them.</summary>
    public bool Monitors => _discovery is not null;

    public bool AnyUnread => _unread.Count != 0;

    /// <summary>Takes its part of the list of all splits.</summary>
    public void Assign(
        IReadOnlyList<ISplit> all, int subtask, int parallelism, IReadOnlyDictionary<string, SplitState> restored)
    {
        var splits = new List<SplitMetrics>();
        var unread = new List<UnreadSplit>();
        for (int split = subtask; split < all.Count; split += parallelism)
        {
            var metrics = new SplitMetrics(all[split].Name);
            splits.Add(metrics);
            SplitState? state = restored.GetValueOrDefault(metrics.Name);
            if (state is not null)
            {
                metrics.Restore(state);
            }

            if (state is not { Finished: true })
            {
                unread.Add(new UnreadSplit(all[split], metrics, state?.Position));
            }
        }

        // One after another: the one that was being read comes before files that have turned up since. In turn: the one
        // that is furthest behind is opened first, or the watermark would pass it before it has said where it is.
        foreach (UnreadSplit each in source.ReadsInTurn
            ? unread.OrderBy(each => each.Metrics.Idle).ThenBy(each => each.Metrics.Watermark)
            : unread.OrderBy(each => each.Position is null))
        {
            each.Metrics.Started = source.ReadsInTurn || _unread.Count == 0;
            _unread.Enqueue(each);
        }

        All = splits;
        Remember([.. all.Select(split => split.Name)], subtask, parallelism, restored);
    }

    /// <summary>The next one to read.</summary>
    public UnreadSplit Take() => _unread.Dequeue();

    /// <summary>Looks for new splits if it is time to; true if there are some.</summary>
    public bool Discover(TimeProvider clock)
    {
        if (_discovery is null || !_discovery.IsDue(clock))
        {
            return false;
        }

        int before = All.Count;
        foreach (ISplit split in _discovery.Look(clock))
        {
            var metrics = new SplitMetrics(split.Name);
            // Others read the list meanwhile.
            All = [.. All, metrics];
            _unread.Enqueue(new UnreadSplit(split, metrics, null));
        }

        return All.Count != before;
    }

    /// <summary>How long until it is worth looking for new ones; <see cref="TimeSpan.MaxValue"/> for never.</summary>
    public TimeSpan UntilDue(TimeProvider clock) => _discovery?.UntilDue(clock) ?? TimeSpan.MaxValue;

    /// <summary>Adds all of them to a checkpoint.</summary>
    /// <param name="snapshot">The checkpoint.</param>
    /// <param name="ended">Whether nobody wants more rows, now and when it is started again from there.</param>
    /// <param name="readerOf">Gives the reader of one that is open.</param>
    public void Save(StateSnapshot snapshot, bool ended, Func<SplitMetrics, ISplitReader?> readerOf) => SplitState.Save(
        All.Select(split => new SplitState(
            split.Name,
            ended || split.Finished ? null : PositionOf(split, readerOf(split)),
            split.Watermark,
            split.RowsOut,
            split.Idle,
            ended || split.Finished)).Concat(_gone),
        snapshot);

    // One that waits to be opened is where it was when this run began.
    private byte[]? PositionOf(SplitMetrics split, ISplitReader? reader) => reader is null
        ? _unread.First(unread => unread.Metrics == split).Position
        : reader.Position ?? throw new RuntimeException(
            "FLS6101",
            $"{split.Name} cannot say how far it was read, so the job can take no checkpoints",
            "leave execution.checkpointing.interval unset, or read from a connector that can be read again");

    /// <summary>Those that were read to their end and are gone stay known: if they come again they are not new.</summary>
    private void Remember(
        HashSet<string> names, int subtask, int parallelism, IReadOnlyDictionary<string, SplitState> restored)
    {
        _gone = [.. restored.Values.Where(
            state => !names.Contains(state.Name) && SplitDiscovery.IsOwn(state.Name, subtask, parallelism))];
        if (source.MonitorInterval is not null)
        {
            _discovery = new SplitDiscovery(source, names.Concat(restored.Keys), subtask, parallelism);
        }
    }
}

/// <summary>A split that is not open yet.</summary>
/// <param name="Split">The split.</param>
/// <param name="Metrics">What is known of it.</param>
/// <param name="Position">Where to go on; null to begin.</param>
internal sealed record UnreadSplit(ISplit Split, SplitMetrics Metrics, byte[]? Position);
