using FlinkSql.Columnar;

namespace FlinkSql.Runtime.Exchange;

/// <summary>Passes batches by reference: every batch to the only target there is, or to all of them.</summary>
internal sealed class DirectExchange(OutputBuffer[] targets, TimeSpan timeout, Action<TimeSpan> armTimer)
    : ExchangeOutput(targets, timeout, armTimer)
{
    public override void EmitWatermark(long time)
    {
        AddMark(time);
        SendAll();
    }

    protected override void Distribute(RecordBatch batch)
    {
        for (int target = 0; target < Targets.Length - 1; target++)
        {
            Targets[target].SendWhole(batch.Retain());
        }

        Targets[^1].SendWhole(batch);
    }
}
