using FlinkSql.Columnar;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Runtime.Operators;

/// <summary>
/// The head of a source chain: reads the splits of its subtask one after another into batches. The task asks it to
/// read; a read appends to a batch, which is sent when it is full, when its rows have waited for the buffer timeout,
/// and when no more rows are at hand.
/// </summary>
public sealed class SourceOperator(ISource source) : Operator
{
    private readonly Queue<ISplit> _splits = new();
    private ISplitReader? _reader;
    private BatchBuilder? _rows;
    private long _firstRow;
    private long _quietSince;
    private bool _idle;

    /// <summary>Shared by the subtasks.</summary>
    internal ISource Source => source;

    private TimeSpan UntilIdle => Context.IdleTimeout - Context.Clock.GetElapsedTime(_quietSince);

    public override void Process(int input, RecordBatch batch) =>
        throw new InvalidOperationException("runtime: a source has no input");

    public override void OnBarrier(long checkpointId, long timestamp) => Send();

    public override void Close()
    {
        _reader?.Dispose();
        _reader = null;
    }

    /// <summary>
    /// Gives it its part of the list of splits that all subtasks of the job share: a list made twice might differ, and
    /// a split be read twice or never.
    /// </summary>
    /// <returns>Whether there is a split for it.</returns>
    internal bool AssignSplits(IReadOnlyList<ISplit> all, int subtask, int parallelism)
    {
        for (int split = subtask; split < all.Count; split += parallelism)
        {
            _splits.Enqueue(all[split]);
        }

        return _splits.Count != 0;
    }

    /// <summary>Reads once. At the end of the last split it has sent everything.</summary>
    internal ReadResult Poll()
    {
        if (_reader is null && !OpenNext())
        {
            return ReadResult.End;
        }

        (ReadResult result, bool anyRows) = _reader is IBatchReader reader ? ReadBatch(reader) : ReadRows();
        ObserveIdleness(anyRows);
        SendIfDue(result.State);
        if (result.State == ReadState.End)
        {
            (ISplitReader done, _reader) = (_reader!, null);
            done.Dispose();
            return _splits.Count == 0 ? ReadResult.End : ReadResult.More;
        }

        return result.State == ReadState.Wait ? ReadResult.Wait(UntilNextLook(result.Delay)) : result;
    }

    /// <summary>The task could not read until now: whether there were rows meanwhile nobody knows.</summary>
    internal void OnHeldUp() => _quietSince = Context.Clock.GetTimestamp();

    protected override void OnOpen()
    {
        _quietSince = Context.Clock.GetTimestamp();
        _rows = new BatchBuilder(source.Schema, Context.Memory);
    }

    private bool OpenNext()
    {
        if (!_splits.TryDequeue(out ISplit? split))
        {
            return false;
        }

        _reader = source.Open(
            split,
            new SourceContext(Context.Memory, Context.Clock, Context.Zone, Context.Metrics, Context.Subtask));
        return true;
    }

    private (ReadResult Result, bool AnyRows) ReadRows()
    {
        int before = _rows!.RowCount;
        ReadResult result = _reader!.Read(_rows, Context.BatchSize - before);
        if (before == 0 && !_rows.IsEmpty)
        {
            _firstRow = Context.Clock.GetTimestamp();
        }

        return (result, _rows.RowCount > before);
    }

    private (ReadResult Result, bool AnyRows) ReadBatch(IBatchReader reader)
    {
        ReadResult result = reader.ReadBatch(out RecordBatch? batch);
        if (batch is null)
        {
            return (result, false);
        }

        BecomeActive();
        bool anyRows = batch.RowCount != 0;
        Output.Emit(batch);
        return (result, anyRows);
    }

    private void SendIfDue(ReadState state)
    {
        if (!_rows!.IsEmpty
            && (state != ReadState.More
                || _rows.RowCount >= Context.BatchSize
                || (Context.BufferTimeout >= TimeSpan.Zero
                    && Context.Clock.GetElapsedTime(_firstRow) >= Context.BufferTimeout)))
        {
            Send();
        }
    }

    private void Send()
    {
        if (_rows is { IsEmpty: false })
        {
            BecomeActive();
            Output.Emit(_rows.Build());
        }
    }

    private void ObserveIdleness(bool anyRows)
    {
        if (anyRows)
        {
            _quietSince = Context.Clock.GetTimestamp();
        }
        else if (!_idle && Context.IdleTimeout > TimeSpan.Zero && UntilIdle <= TimeSpan.Zero)
        {
            Send();
            _idle = true;
            Context.Metrics.Idle = true;
            Output.EmitStatus(idle: true);
        }
    }

    private void BecomeActive()
    {
        if (_idle)
        {
            _idle = false;
            Context.Metrics.Idle = false;
            Output.EmitStatus(idle: false);
        }
    }

    /// <summary>A source that is about to become idle must be looked at then, even if it asked for a later time.</summary>
    private TimeSpan UntilNextLook(TimeSpan delay) =>
        !_idle && Context.IdleTimeout > TimeSpan.Zero && UntilIdle < delay ? UntilIdle : delay;
}
