using FlinkSql.Runtime.Connect;
using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.Operators;
using FlinkSql.Runtime.Scheduling;

namespace FlinkSql.Runtime.Tasks;

/// <summary>
/// Keeps the source of a task reading: one read a message, so that other messages get through; none while the outputs
/// have no credit, nor while memory is short and something is still under way that may give some back.
/// </summary>
internal sealed class SourceDriver(
    SourceOperator source, OperatorHost host, CreditGauge gauge, TaskPlace place, Mailbox mailbox)
{
    private IDisposable? _timer;
    private long _asked;
    private bool _started;
    private bool _pollDue;
    private bool _stopped;
    private bool _heldUp;

    /// <summary>Whether the last read found that no rows are at hand.</summary>
    public bool Waiting { get; private set; }

    private bool MemoryAllows => !place.Memory.IsFull || gauge.Unsettled == 0;

    /// <summary>The splits of the source; the subtask takes its own.</summary>
    public void Assign(SplitDeployment splits)
    {
        source.AssignSplits(splits.All, place.Subtask, place.Vertex.Parallelism, splits.States);
        host.Metrics.Splits = source.Splits;
    }

    /// <summary>Every task of the job has been told to open.</summary>
    public void Start()
    {
        _started = true;
        _pollDue = true;
    }

    /// <summary>A read is due, unless there has been one since it was asked for.</summary>
    public void OnPoll(long number) => _pollDue |= number == _asked;

    /// <summary>Nobody wants more rows: the next poll ends the input.</summary>
    public void Stop()
    {
        _stopped = true;
        PollAgain();
    }

    /// <summary>How far the splits may be; those that were too far may be read again.</summary>
    public void OnLimit(long limit)
    {
        source.SetLimit(limit);
        if (Waiting)
        {
            _pollDue = true;
        }
    }

    /// <summary>Reads once if a read is due and allowed; true when the source has ended.</summary>
    /// <param name="outputsAllow">Whether the task may send.</param>
    public bool TryPoll(bool outputsAllow)
    {
        if (!_pollDue || !_started)
        {
            return false;
        }

        if (_stopped && outputsAllow)
        {
            return true;
        }

        if (!outputsAllow || !MemoryAllows)
        {
            _heldUp = true;
            return false;
        }

        if (_heldUp)
        {
            _heldUp = false;
            source.OnHeldUp();
        }

        _pollDue = false;
        _timer?.Dispose();
        ReadResult result = default;
        host.Call(() => result = source.Poll());
        Waiting = result.State == ReadState.Wait;
        switch (result.State)
        {
            case ReadState.End:
                return true;
            case ReadState.Wait when result.Delay == TimeSpan.MaxValue:
                // Until the splits it waits for are further; the job master will say.
                _asked++;
                return false;
            case ReadState.Wait:
                _timer = place.Runtime.After(result.Delay, mailbox, new PollSource(++_asked));
                return false;
            default:
                PollAgain();
                return false;
        }
    }

    private void PollAgain() => place.Runtime.Post(mailbox, new PollSource(++_asked));
}
