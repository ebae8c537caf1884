using FlinkSql.Columnar;
using FlinkSql.Runtime.Operators;

namespace FlinkSql.Codegen.Support;

/// <summary>A fused row loop that writes new batches: rows may go away or become several.</summary>
public abstract class FilterOperator(Schema schema) : Operator
{
    private BatchBuilder? _result;

    /// <summary>The rows that go on.</summary>
    protected BatchBuilder Result => _result!;

    public override bool SavesState => true;

    public override void Process(int input, RecordBatch batch)
    {
        using RecordBatch owned = batch;
        Run(batch);
        if (Result.RowCount != 0)
        {
            Output.Emit(Result.Build());
        }
        else if (batch.Marks.Length != 0)
        {
            Result.Build().Dispose();
            Output.EmitWatermark(batch.Marks[^1].Time);
        }
    }

    /// <summary>Writes what becomes of the rows of a batch, with its watermarks.</summary>
    protected abstract void Run(RecordBatch batch);

    protected override void OnOpen() => _result = new BatchBuilder(schema, Context.Memory);
}
