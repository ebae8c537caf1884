using FlinkSql.Columnar;
using FlinkSql.Runtime.Exchange;

namespace FlinkSql.Runtime.Operators;

/// <summary>Where an operator puts what it makes: the next operator of its chain, or an exchange.</summary>
public abstract class Output
{
    /// <summary>Passes a batch on, and with it the ownership of the batch.</summary>
    public abstract void Emit(RecordBatch batch);

    /// <summary>Passes a watermark on that stands between batches; times never go back.</summary>
    public abstract void EmitWatermark(long time);

    /// <summary>Passes on whether this stream is idle.</summary>
    public abstract void EmitStatus(bool idle);

    /// <summary>Passes on, within the chain alone, what has become of a split of the source.</summary>
    public virtual void EmitSplit(SplitMetrics split, SplitChange change)
    {
    }

    /// <summary>Passes a checkpoint barrier on.</summary>
    public abstract void EmitBarrier(BarrierElement barrier);

    /// <summary>Says that nothing more comes.</summary>
    public abstract void EmitEnd();
}
