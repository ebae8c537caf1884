using FlinkSql.Columnar;
using FlinkSql.Runtime.Exchange;

namespace FlinkSql.Runtime.Tasks;

/// <summary>
/// Takes elements from the gate of a task and brings them to the head of its chain: rows as they are, watermarks,
/// statuses and barriers once they hold for all channels.
/// </summary>
/// <param name="gate">The inputs.</param>
/// <param name="head">The head of the chain.</param>
/// <param name="passBarrier">What brings a barrier to the head.</param>
internal sealed class TaskInput(InputGate gate, OperatorHost head, Action<BarrierElement> passBarrier)
{
    /// <summary>Takes one element; false when there is none to be taken.</summary>
    public bool TryTake()
    {
        if (!gate.TryTake(out int channel, out StreamElement? element))
        {
            return false;
        }

        switch (element)
        {
            case BatchElement rows:
                RecordBatch batch = gate.Valve.Apply(channel, rows.Batch);
                head.Process(gate.Input(channel), batch);
                gate.ReturnCredit(channel);
                break;
            case WatermarkElement watermark:
                PassWatermark(gate.Valve.Advance(channel, watermark.Time));
                gate.ReturnCredit(channel);
                break;
            case StatusElement status:
                TakeStatus(channel, status.Idle);
                break;
            case BarrierElement barrier:
                PassBarrier(gate.Aligner.Add(channel, barrier));
                break;
            case EndElement:
                TakeEnd(channel);
                break;
        }

        return true;
    }

    /// <summary>A checkpoint was given up: what its barriers held goes on.</summary>
    public void AbortBarrier(long checkpointId)
    {
        gate.Aligner.Abort(checkpointId);
        gate.ReleaseHeld();
    }

    private void TakeStatus(int channel, bool idle)
    {
        bool wasIdle = gate.Valve.Idle;
        PassWatermark(gate.Valve.SetIdle(channel, idle));
        PassStatus(wasIdle);
    }

    private void TakeEnd(int channel)
    {
        gate.End(channel);
        bool wasIdle = gate.Valve.Idle;
        PassWatermark(gate.Valve.Finish(channel));
        if (!gate.AllEnded)
        {
            PassStatus(wasIdle);
        }

        PassBarrier(gate.Aligner.End(channel));
    }

    private void PassWatermark(bool advanced)
    {
        if (advanced)
        {
            head.Watermark(gate.Valve.Current);
        }
    }

    private void PassStatus(bool wasIdle)
    {
        if (gate.Valve.Idle != wasIdle)
        {
            head.Status(!wasIdle);
        }
    }

    private void PassBarrier(bool complete)
    {
        if (complete)
        {
            passBarrier(gate.Aligner.Release());
        }

        gate.ReleaseHeld();
    }
}
