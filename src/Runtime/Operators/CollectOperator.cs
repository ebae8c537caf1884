using FlinkSql.Columnar;

namespace FlinkSql.Runtime.Operators;

/// <summary>The end of a chain that hands its batches to a <see cref="CollectSink"/>, and waits while that is full.</summary>
/// <param name="sink">Where the batches go.</param>
/// <param name="snapshots">Whether a batch without rows and marks says that a snapshot is whole, and is handed on.</param>
public sealed class CollectOperator(CollectSink sink, bool snapshots = false) : Operator
{
    /// <summary>Whether it hands on what ends snapshots.</summary>
    internal bool Snapshots => snapshots;

    public override bool SavesState => true;

    public override void Process(int input, RecordBatch batch)
    {
        if (batch.RowCount == 0 && !(snapshots && batch.Marks.Length == 0))
        {
            batch.Dispose();
        }
        else
        {
            sink.Add(batch, Context.PauseInput);
        }
    }
}
