using FlinkSql.Columnar;

namespace FlinkSql.Runtime.Connect;

/// <summary>Writes the rows of one subtask.</summary>
public interface ISinkWriter : IDisposable
{
    /// <summary>Writes rows with their kinds; the caller keeps the batch.</summary>
    void Write(RecordBatch batch);

    /// <summary>
    /// What is written from here to <see cref="EndSnapshot"/> is the whole content. Only called where
    /// <see cref="TableCapabilities.WritesSnapshots"/> is said.
    /// </summary>
    void BeginSnapshot() => throw new NotSupportedException("the sink cannot replace its content");

    /// <summary>
    /// The content is whole: it takes the place of what was there, at once, or when it is committed. Until then readers see
    /// the former content, and still after a failure.
    /// </summary>
    void EndSnapshot() => throw new NotSupportedException("the sink cannot replace its content");

    /// <summary>A watermark passed; the sink may make results visible that are complete up to it.</summary>
    void OnWatermark(long time)
    {
    }

    /// <summary>Hands on what is buffered, so that a watching reader sees it.</summary>
    void Flush()
    {
    }

    /// <summary>
    /// The first phase of a commit, at the barrier of a checkpoint: everything written before must survive the machine when
    /// the call returns, and not be visible. A failure fails the checkpoint and the task. What is given back is kept in this
    /// and all later checkpoints until it has been committed.
    /// </summary>
    SinkState Prepare(long checkpointId)
    {
        Flush();
        return SinkState.Empty;
    }

    /// <summary>
    /// All rows have been written: the first phase for what is left. A writer without a second phase makes it visible.
    /// Disposing without it drops what was not prepared.
    /// </summary>
    SinkState PrepareLast()
    {
        Finish();
        return SinkState.Empty;
    }

    /// <summary>What <see cref="PrepareLast"/> comes down to where nothing is committed later.</summary>
    void Finish()
    {
    }

    /// <summary>
    /// Goes on from a checkpoint: <see cref="SinkState.Unfinished"/> of the former writers, each given to exactly one of the
    /// new ones. Called before anything is written.
    /// </summary>
    void Restore(IReadOnlyList<byte[]> unfinished)
    {
    }
}
