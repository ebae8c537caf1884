using FlinkSql.Columnar;

namespace FlinkSql.Runtime.Operators;

/// <summary>Takes the rows an operator drops for being late, so that they can be found.</summary>
public interface ILateRows
{
    /// <summary>A row was dropped; the batch stays with the caller.</summary>
    void Add(RecordBatch batch, int row, in Lateness late);
}
