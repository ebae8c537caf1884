using FlinkSql.Columnar;
using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.Operators;

namespace FlinkSql.Runtime.Tasks;

/// <summary>Calls the next operator of the chain directly.</summary>
internal sealed class ChainOutput(OperatorHost next) : Output
{
    public override void Emit(RecordBatch batch) => next.Process(0, batch);

    public override void EmitWatermark(long time) => next.Watermark(time);

    public override void EmitStatus(bool idle) => next.Status(idle);

    public override void EmitSplit(SplitMetrics split, SplitChange change) => next.Split(split, change);

    public override void EmitBarrier(BarrierElement barrier) => next.Barrier(barrier);

    public override void EmitEnd() => next.End();
}
