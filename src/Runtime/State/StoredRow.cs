using FlinkSql.Columnar;

namespace FlinkSql.Runtime.State;

/// <summary>
/// A row that is kept where it came in: the batch stays in memory as long as one of its rows is kept. Whoever keeps a
/// row holds one reference of the batch.
/// </summary>
public readonly record struct StoredRow(RecordBatch Batch, int Row)
{
    /// <summary>The same row with a reference of its own.</summary>
    public StoredRow Keep()
    {
        Batch.Retain();
        return this;
    }

    /// <summary>Gives the reference back.</summary>
    public void Drop() => Batch.Dispose();
}
