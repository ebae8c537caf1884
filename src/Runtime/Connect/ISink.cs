using FlinkSql.Columnar;
using FlinkSql.Runtime.Operators;

namespace FlinkSql.Runtime.Connect;

/// <summary>Where rows go. It is made once per job, from the table's options.</summary>
public interface ISink
{
    /// <summary>Opens the writer of one subtask.</summary>
    ISinkWriter Open(SinkContext context);

    /// <summary>
    /// Called once, when every writer has finished: makes the whole result visible where that is not per writer.
    /// </summary>
    void Commit()
    {
    }

    /// <summary>
    /// Called once instead of <see cref="Commit"/>, when the job has failed or was cancelled and every writer is
    /// disposed: removes what finished writers have left.
    /// </summary>
    void Abort()
    {
    }
}

/// <summary>Writes the rows of one subtask. Nothing becomes visible before <see cref="Finish"/>.</summary>
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
    /// The content is whole: it takes the place of what was there, at once. Until then readers see the former content,
    /// and still after a failure.
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

    /// <summary>All rows have been written: makes them visible. Disposing without it drops them.</summary>
    void Finish();
}

/// <summary>What a writer knows of the task it runs in.</summary>
public sealed record SinkContext(
    BufferPool Memory, TimeProvider Clock, TimeZoneInfo Zone, OperatorMetrics Metrics, int Subtask, int Parallelism)
{
    /// <summary>Whether the writer is given the whole content again and again.</summary>
    public bool Snapshots { get; init; }
}
