using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Connect;
using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.Faults;

namespace FlinkSql.Runtime.Operators;

/// <summary>
/// The head of a source chain: reads the splits of its subtask, one after another or in turn, into batches of one split
/// each. The task asks it to read; a read appends to a batch, which is sent when it is full, when its rows have waited
/// for the buffer timeout, when no more rows are at hand, and before another split has its turn.
/// </summary>
public sealed partial class SourceOperator(ISource source, SourceOptions? options = null) : Operator
{
    private readonly AssignedSplits _splits = new(source);
    private readonly SplitTurns _turns = new();
    private readonly SplitWatermarks _own = new();
    private readonly List<WatermarkMark> _marks = [];
    private OpenSplit? _current;
    private BatchBuilder? _rows;
    private TimeSpan _idleTimeout;
    private long _limit = WatermarkElement.Max;
    private long _firstRow;
    private bool _idle;
    private bool _ended;
    private bool _resends;

    public SourceOptions Options { get; } = options ?? new SourceOptions();

    /// <summary>The splits of this subtask, in the order of reading.</summary>
    internal IReadOnlyList<SplitMetrics> Splits => _splits.All;

    /// <summary>Whether it may get more splits than it has.</summary>
    internal bool Monitors => _splits.Monitors;

    /// <summary>Shared by the subtasks.</summary>
    internal ISource Source => source;

    public override bool SavesState => true;

    public override void Process(int input, RecordBatch batch) =>
        throw new InvalidOperationException("runtime: a source has no input");

    public override void OnBarrier(long checkpointId, long timestamp)
    {
        if (!Planted.Has(PlantedBug.PositionBehindBarrier))
        {
            Send();
        }
    }

    public override void OnEnd() => _ended = true;

    public override void Close()
    {
        foreach (OpenSplit split in _turns.Open)
        {
            split.Reader.Dispose();
        }

        // Whoever waits for them waits no longer.
        foreach (SplitMetrics split in Splits)
        {
            split.Finished = true;
        }
    }

    /// <summary>
    /// Gives it its part of the list of splits that all subtasks of the job share: a list made twice might differ, and
    /// a split be read twice or never.
    /// </summary>
    /// <param name="all">The list.</param>
    /// <param name="subtask">Which subtask this is.</param>
    /// <param name="parallelism">Of how many.</param>
    /// <param name="restored">How far splits were read before, by name.</param>
    /// <returns>Whether there is a split for it that is yet to be read.</returns>
    internal bool AssignSplits(
        IReadOnlyList<ISplit> all, int subtask, int parallelism, IReadOnlyDictionary<string, SplitState> restored)
    {
        _splits.Assign(all, subtask, parallelism, restored);
        return _splits.AnyUnread || Monitors;
    }

    public override void Snapshot(StateSnapshot snapshot)
    {
        _splits.Save(
            snapshot, _ended, split => _turns.Open.FirstOrDefault(open => open.Metrics == split)?.Reader);
        snapshot.Put("reached", _own.Current);
    }

    /// <summary>Those behind it begin without a watermark: the last one is sent again before all else.</summary>
    public override void Restore(RestoredState state)
    {
        _own.Restore(state.Least("reached", WatermarkElement.Min));
        _resends = Options.OwnWatermarks && _own.Current != WatermarkElement.Min;
    }

    /// <summary>Reads once. At the end of the last split it has sent everything.</summary>
    internal ReadResult Poll()
    {
        if (_splits.Discover(Context.Clock))
        {
            Context.Metrics.Splits = Splits;
        }

        OpenDue();
        if (_turns.Open.Count == 0)
        {
            return Monitors ? AwaitSplits() : ReadResult.End;
        }

        if (_resends)
        {
            _resends = false;
            Output.EmitWatermark(_own.Current);
        }

        if (_turns.Next() is not { } split)
        {
            Send();
            return ReadResult.Wait(UntilDue());
        }

        Turn(split);
        (ReadResult result, int rows) = split.Reader is IBatchReader reader ? ReadBatch(reader) : ReadRows(split.Reader);
        _turns.Count(rows);
        ObserveIdleness(split, rows != 0);
        SendIfDue(result.State);
        split.WaitFor(result.State == ReadState.Wait ? UntilNextLook(split, result.Delay) : TimeSpan.Zero);
        if (result.State == ReadState.End)
        {
            Finish(split);
        }
        else
        {
            Align(split);
        }

        if (_turns.Open.Count == 0)
        {
            return _splits.AnyUnread || Monitors ? ReadResult.More : ReadResult.End;
        }

        TimeSpan wait = UntilDue();
        return wait > TimeSpan.Zero ? ReadResult.Wait(wait) : ReadResult.More;
    }

    /// <summary>The task could not read until now: whether there were rows meanwhile nobody knows.</summary>
    internal void OnHeldUp()
    {
        foreach (OpenSplit split in _turns.Open)
        {
            split.RestartQuiet();
        }
    }

    /// <summary>Splits whose watermark is greater wait for the others of their alignment group.</summary>
    internal void SetLimit(long limit)
    {
        _limit = limit;
        foreach (OpenSplit split in _turns.Open)
        {
            Align(split);
        }
    }

    protected override void OnOpen()
    {
        _idleTimeout = Options.IdleTimeout ?? Context.IdleTimeout;
        _rows = new BatchBuilder(source.Schema, Context.Memory);
    }

    /// <summary>A subtask with nothing to read holds no watermark back.</summary>
    private ReadResult AwaitSplits()
    {
        if (!_idle)
        {
            _idle = true;
            Output.EmitStatus(idle: true);
        }

        return ReadResult.Wait(_splits.UntilDue(Context.Clock));
    }

    private TimeSpan UntilDue()
    {
        TimeSpan least = _turns.UntilDue();
        TimeSpan look = _splits.UntilDue(Context.Clock);
        return look < least ? look : least;
    }

    private void OpenDue()
    {
        while (_splits.AnyUnread && (source.ReadsInTurn || _turns.Open.Count == 0))
        {
            (ISplit split, SplitMetrics metrics, byte[]? position) = _splits.Take();
            ISplitReader reader = source.Open(
                split,
                new SourceContext(Context.Memory, Context.Clock, Context.Zone, Context.Metrics, Context.Subtask)
                {
                    Position = position,
                });
            metrics.Started = true;
            _turns.Add(new OpenSplit(reader, metrics, Context.Clock));
            Tell(metrics, SplitChange.Opened);
            BecomeIdle();
        }
    }

    private void Turn(OpenSplit split)
    {
        if (_current != split)
        {
            Send();
            _current = split;
            Tell(split.Metrics, SplitChange.Turn);
        }
    }

    private void Finish(OpenSplit split)
    {
        _current = null;
        _turns.Remove(split);
        split.Reader.Dispose();
        split.Metrics.Finished = true;
        Tell(split.Metrics, SplitChange.Finished);
        BecomeIdle();
    }

    private void Align(OpenSplit split)
    {
        bool ahead = split.Metrics.Watermark > _limit;
        if (split.Metrics.Paused && !ahead)
        {
            split.RestartQuiet();
        }

        split.Metrics.Paused = ahead;
    }

    private void Tell(SplitMetrics split, SplitChange change)
    {
        bool advanced = _own.Note(split, change);
        Output.EmitSplit(split, change);
        if (advanced)
        {
            Output.EmitWatermark(_own.Current);
        }
    }

    private void ObserveIdleness(OpenSplit split, bool anyRows)
    {
        if (anyRows)
        {
            split.RestartQuiet();
        }
        else if (!split.Metrics.Idle && _idleTimeout > TimeSpan.Zero && split.Quiet >= _idleTimeout)
        {
            Send();
            split.Metrics.Idle = true;
            Tell(split.Metrics, SplitChange.Idle);
            BecomeIdle();
        }
    }

    private void BecomeIdle()
    {
        if (!_idle && _turns.Open.Count != 0 && _turns.Open.All(split => split.Metrics.Idle))
        {
            _idle = true;
            Output.EmitStatus(idle: true);
        }
    }

    private void BecomeActive(SplitMetrics split)
    {
        if (_idle)
        {
            _idle = false;
            Output.EmitStatus(idle: false);
        }

        if (split.Idle)
        {
            split.Idle = false;
            Tell(split, SplitChange.Active);
        }
    }

    /// <summary>A split that is about to become idle must be looked at then, even if it asked for a later time.</summary>
    private TimeSpan UntilNextLook(OpenSplit split, TimeSpan delay)
    {
        TimeSpan untilIdle = _idleTimeout - split.Quiet;
        return !split.Metrics.Idle && _idleTimeout > TimeSpan.Zero && untilIdle < delay ? untilIdle : delay;
    }
}
