using FlinkSql.Columnar;
using FlinkSql.Runtime.Operators;

namespace FlinkSql.Runtime.Exchange;

/// <summary>
/// Sends what an operator emits to the subtasks of another vertex. A subclass decides who gets which rows; every
/// watermark goes to everybody. What waits for a fuller batch leaves when the batch is full, when it has waited for
/// the buffer timeout, and before a barrier, a change of status or the end.
/// </summary>
internal abstract class ExchangeOutput : Output
{
    private readonly TimeSpan _timeout;
    private readonly Action<TimeSpan> _armTimer;
    private bool _timerArmed;
    private bool _ended;

    protected ExchangeOutput(OutputBuffer[] targets, TimeSpan timeout, Action<TimeSpan> armTimer)
    {
        Targets = targets;
        _timeout = timeout;
        _armTimer = armTimer;
    }

    /// <summary>By subtask of the consuming vertex; for a forward edge only the one there is.</summary>
    public OutputBuffer[] Targets { get; }

    /// <summary>Whether nobody wants rows any more.</summary>
    public bool Stopped => Array.TrueForAll(Targets, target => !target.Channel.Needed);

    public sealed override void Emit(RecordBatch batch)
    {
        if (batch.RowCount != 0)
        {
            Distribute(batch);
            AfterEmit();
            return;
        }

        if (batch.Marks.Length != 0)
        {
            EmitWatermark(batch.Marks[^1].Time);
        }

        batch.Dispose();
    }

    public override void EmitWatermark(long time)
    {
        AddMark(time);
        AfterEmit();
    }

    public sealed override void EmitStatus(bool idle) => Announce(new StatusElement(idle));

    public sealed override void EmitBarrier(BarrierElement barrier) => Announce(barrier);

    public sealed override void EmitEnd()
    {
        _ended = true;
        Announce(EndElement.Instance);
    }

    /// <summary>The buffer timeout is over: sends to those that have credit, and to the others when they have.</summary>
    public void OnFlushDue()
    {
        _timerArmed = false;
        if (_ended)
        {
            return;
        }

        foreach (OutputBuffer target in Targets)
        {
            if (target.Channel.Credits > 0)
            {
                target.Send();
            }
            else
            {
                target.Overdue = !target.IsEmpty;
            }
        }
    }

    /// <summary>Sends to the targets that have a watermark waiting, and with it the rows before it.</summary>
    public void ForwardWatermarks()
    {
        foreach (OutputBuffer target in Targets)
        {
            if (target.HasMarks)
            {
                target.Send();
            }
        }
    }

    /// <summary>Drops what waits, after a failure or a cancellation.</summary>
    public void Clear()
    {
        foreach (OutputBuffer target in Targets)
        {
            target.Clear();
        }
    }

    /// <summary>Hands the rows and watermarks of a batch to their targets.</summary>
    protected abstract void Distribute(RecordBatch batch);

    protected void AddMark(long time)
    {
        foreach (OutputBuffer target in Targets)
        {
            target.AddMark(0, time);
        }
    }

    protected void SendAll()
    {
        foreach (OutputBuffer target in Targets)
        {
            target.Send();
        }
    }

    private void AfterEmit()
    {
        if (_timeout == TimeSpan.Zero)
        {
            SendAll();
        }
        else if (_timeout > TimeSpan.Zero && !_timerArmed && !Array.TrueForAll(Targets, target => target.IsEmpty))
        {
            _timerArmed = true;
            _armTimer(_timeout);
        }
    }

    private void Announce(StreamElement element)
    {
        SendAll();
        foreach (OutputBuffer target in Targets)
        {
            target.Channel.Send(element);
        }
    }
}
