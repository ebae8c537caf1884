using FlinkSql.Columnar;
using FlinkSql.Runtime.Connect;
using FlinkSql.Runtime.State;

namespace FlinkSql.Runtime.Operators;

/// <summary>What an operator knows of the task it runs in.</summary>
public abstract class OperatorContext
{
    /// <summary>The name of the operator as plans print it.</summary>
    public abstract string OperatorName { get; }

    /// <summary>0 to parallelism - 1.</summary>
    public abstract int Subtask { get; }

    public abstract int Parallelism { get; }

    /// <summary>The number of key groups, <c>pipeline.max-parallelism</c>.</summary>
    public abstract int MaxParallelism { get; }

    /// <summary>The greatest number of rows to put into one batch.</summary>
    public abstract int BatchSize { get; }

    /// <summary>How long rows may wait for others, <c>execution.buffer-timeout</c>; negative: for ever.</summary>
    public abstract TimeSpan BufferTimeout { get; }

    /// <summary>How often watermarks are sent on, <c>pipeline.auto-watermark-interval</c>.</summary>
    public abstract TimeSpan WatermarkInterval { get; }

    /// <summary>
    /// After how long without rows a source is idle, <c>table.exec.source.idle-timeout</c>; zero is never.
    /// </summary>
    public abstract TimeSpan IdleTimeout { get; }

    /// <summary>Memory of the slot.</summary>
    public abstract BufferPool Memory { get; }

    /// <summary>The clock of the runtime: real or virtual. Nothing else may tell the time.</summary>
    public abstract TimeProvider Clock { get; }

    /// <summary>The session time zone.</summary>
    public abstract TimeZoneInfo Zone { get; }

    /// <summary>Counters of the operator, read by others while it runs.</summary>
    public abstract OperatorMetrics Metrics { get; }

    /// <summary>Keeps the rows the operator drops for being late; see <see cref="DropLate"/>.</summary>
    public virtual ILateRows LateRows => NoLateRows.Instance;

    /// <summary>Whether the job takes checkpoints by itself.</summary>
    public virtual bool Checkpoints => false;

    /// <summary>Whether checkpoints may hold what has changed alone, <c>execution.checkpointing.incremental</c>.</summary>
    public virtual bool SavesChanges => false;

    /// <summary>Where groups are kept.</summary>
    public virtual StateBackend StateBackend => StateBackend.Memory;

    /// <summary>The run of the job, as the operator names it where it is a sink.</summary>
    public virtual SinkRun SinkRun { get; } = new("job", 0, 1);

    /// <summary>Milliseconds since 1970-01-01T00:00Z by <see cref="Clock"/>.</summary>
    public long Now => Clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Asks for <see cref="Operator.OnTimer"/> at or soon after a time in ms (processing time).</summary>
    public abstract void SetTimer(long time);

    /// <summary>
    /// Says that the operator needs no more rows. When nobody needs those of an operator before it either, that one
    /// stops too, up to the sources, so that the job can end.
    /// </summary>
    public abstract void StopInput();

    /// <summary>
    /// Takes no more input, once the current call has returned, until the answer is called, from whatever thread.
    /// </summary>
    public abstract Action PauseInput();

    /// <summary>Counts a row that is dropped for being late, and keeps a copy where it can be found.</summary>
    public void DropLate(RecordBatch batch, int row, in Lateness late)
    {
        Metrics.LateRows++;
        LateRows.Add(batch, row, in late);
    }
}
