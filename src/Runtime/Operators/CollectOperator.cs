using FlinkSql.Columnar;

namespace FlinkSql.Runtime.Operators;

/// <summary>The end of a chain that hands its batches to a <see cref="CollectSink"/>, and waits while that is full.</summary>
public sealed class CollectOperator(CollectSink sink) : Operator
{
    public override void Process(int input, RecordBatch batch)
    {
        if (batch.RowCount == 0)
        {
            batch.Dispose();
        }
        else
        {
            sink.Add(batch, Context.PauseInput);
        }
    }
}
