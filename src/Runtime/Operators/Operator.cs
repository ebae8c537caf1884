using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;

namespace FlinkSql.Runtime.Operators;

/// <summary>
/// One step of a chain. A task calls it from one thread at a time and each call runs to completion; it answers through
/// its <see cref="Output"/>. Watermarks inside a batch (<see cref="RecordBatch.Marks"/>) are the operator's to move on;
/// those between batches come through <see cref="OnWatermark"/>.
/// </summary>
public abstract class Operator
{
    private Output? _output;
    private OperatorContext? _context;

    protected Output Output => _output ?? throw new InvalidOperationException("runtime: the operator is not open");

    protected OperatorContext Context =>
        _context ?? throw new InvalidOperationException("runtime: the operator is not open");

    /// <summary>Called once before anything else.</summary>
    public void Open(OperatorContext context, Output output)
    {
        _context = context;
        _output = output;
        OnOpen();
    }

    /// <summary>Takes a batch over from an input, and with it the ownership of the batch.</summary>
    public abstract void Process(int input, RecordBatch batch);

    /// <summary>A watermark, already merged over all inputs, that stands between batches.</summary>
    public virtual void OnWatermark(long time) => Output.EmitWatermark(time);

    /// <summary>All inputs became idle, or one became active again.</summary>
    public virtual void OnStatus(bool idle) => Output.EmitStatus(idle);

    /// <summary>
    /// Something about a split of the source of this chain, up to the operator that makes watermarks of its rows: no
    /// exchange passes it on.
    /// </summary>
    public virtual void OnSplit(SplitMetrics split, SplitChange change) => Output.EmitSplit(split, change);

    /// <summary>A processing-time timer asked for with <see cref="OperatorContext.SetTimer"/> is due.</summary>
    public virtual void OnTimer(long time)
    {
    }

    /// <summary>
    /// A checkpoint barrier has come through all inputs. What belongs before it must be sent now; the task passes the
    /// barrier on.
    /// </summary>
    public virtual void OnBarrier(long checkpointId, long timestamp)
    {
    }

    /// <summary>
    /// Whether <see cref="Snapshot"/> adds all the state there is; true also where there is none. A barrier that comes to
    /// an operator that says no fails the job, rather than lose its state.
    /// </summary>
    public virtual bool SavesState => false;

    /// <summary>
    /// Adds the state to a checkpoint: all that later rows depend on, as it is after the rows before the barrier and
    /// before those behind it. Called right after <see cref="OnBarrier"/>, and once more after <see cref="OnEnd"/>.
    /// </summary>
    public virtual void Snapshot(StateSnapshot snapshot)
    {
    }

    /// <summary>Takes the state of a checkpoint over; called once, after opening, before any input.</summary>
    public virtual void Restore(RestoredState state)
    {
    }

    /// <summary>A checkpoint is complete and durable: what it holds will not be asked for again.</summary>
    public virtual void OnCheckpointCompleted(long checkpointId)
    {
    }

    /// <summary>
    /// All inputs have ended. The greatest watermark came before it. The operator sends what it still holds; the task
    /// passes the end on.
    /// </summary>
    public virtual void OnEnd()
    {
    }

    /// <summary>Called once at the very end, also after a failure or a cancellation.</summary>
    public virtual void Close()
    {
    }

    /// <summary>The operator's own preparations, when context and output are known.</summary>
    protected virtual void OnOpen()
    {
    }
}
