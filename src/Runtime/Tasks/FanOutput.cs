using FlinkSql.Columnar;
using FlinkSql.Runtime.Operators;

namespace FlinkSql.Runtime.Tasks;

/// <summary>
/// Counts what an operator emits and gives it to all that it feeds, in order, each with a reference of its own. With
/// nobody to feed it drops everything.
/// </summary>
internal sealed class FanOutput(OperatorMetrics metrics, Output[] outputs) : Output
{
    public override void Emit(RecordBatch batch)
    {
        metrics.RowsOut += batch.RowCount;
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
        foreach (Output output in outputs)
        {
            output.EmitWatermark(time);
        }
    }

    public override void EmitStatus(bool idle)
    {
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

    public override void EmitBarrier(long checkpointId, long timestamp)
    {
        foreach (Output output in outputs)
        {
            output.EmitBarrier(checkpointId, timestamp);
        }
    }

    public override void EmitEnd()
    {
        foreach (Output output in outputs)
        {
            output.EmitEnd();
        }
    }
}
