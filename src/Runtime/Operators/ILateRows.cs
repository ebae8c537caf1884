using FlinkSql.Columnar;

namespace FlinkSql.Runtime.Operators;

/// <summary>Takes the rows a window operator drops, so that they can be found.</summary>
public interface ILateRows
{
    /// <summary>A row was dropped; the batch stays with the caller.</summary>
    /// <param name="batch">The batch that holds it.</param>
    /// <param name="row">Which row.</param>
    /// <param name="windowEnd">The end of its last window.</param>
    /// <param name="watermark">The watermark that had closed the window.</param>
    void Add(RecordBatch batch, int row, long windowEnd, long watermark);
}
