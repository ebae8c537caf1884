using FlinkSql.Columnar;
using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.Operators;

namespace FlinkSql.Runtime.Tasks;

/// <summary>
/// Counts what an operator emits and gives it to all that it feeds, in order, each with a reference of its own. With
/// nobody to feed it drops everything.
/// </summary>
internal sealed class FanOutput(OperatorMetrics metrics, TimeProvider clock, Output[] outputs) : Output
{
    public override void Emit(RecordBatch batch)
    {
        Count(batch);
        if (outputs.Length == 0)
        {
            batch.Dispose();
            return;
        }

        for (int output = 0; output < outputs.Length - 1; output++)
        {
            outputs[output].Emit(batch.Retain());
        }

        outputs[^1].Emit(batch);
    }

    public override void EmitWatermark(long time)
    {
        Moved(time, Now());
        foreach (Output output in outputs)
        {
            output.EmitWatermark(time);
        }
    }

    public override void EmitStatus(bool idle)
    {
        metrics.Idle = idle;
        foreach (Output output in outputs)
        {
            output.EmitStatus(idle);
        }
    }

    public override void EmitSplit(SplitMetrics split, SplitChange change)
    {
        foreach (Output output in outputs)
        {
            output.EmitSplit(split, change);
        }
    }

    public override void EmitBarrier(BarrierElement barrier)
    {
        foreach (Output output in outputs)
        {
            output.EmitBarrier(barrier);
        }
    }

    public override void EmitEnd()
    {
        foreach (Output output in outputs)
        {
            output.EmitEnd();
        }
    }

    private void Count(RecordBatch batch)
    {
        if (batch.RowCount == 0 && batch.Marks.Length == 0)
        {
            return;
        }

        long now = Now();
        if (batch.RowCount != 0)
        {
            metrics.RowsOut += batch.RowCount;
            metrics.LastRowAt = now;
        }

        if (batch.Marks.Length != 0)
        {
            Moved(batch.Marks[^1].Time, now);
        }
    }

    private void Moved(long watermark, long now)
    {
        if (watermark > metrics.SentWatermark)
        {
            metrics.SentWatermark = watermark;
            metrics.SentWatermarkAt = now;
        }
    }

    private long Now() => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
