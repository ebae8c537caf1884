using FlinkSql.Columnar;
using FlinkSql.Runtime.Operators;

namespace FlinkSql.Codegen.Support;

/// <summary>
/// Computes columns row by row: the rows stay what they are, so columns that pass through are shared, and row kinds
/// and watermarks too.
/// </summary>
public abstract class ProjectOperator(Schema schema) : Operator
{
    public override bool SavesState => true;

    public override void Process(int input, RecordBatch batch)
    {
        using RecordBatch owned = batch;
        Output.Emit(Run(batch));
    }

    /// <summary>The columns of the result.</summary>
    protected Schema Schema { get; } = schema;

    /// <summary>A batch of the result's columns over the rows of a batch.</summary>
    protected abstract RecordBatch Run(RecordBatch batch);

    /// <summary>Makes the builder of a computed column.</summary>
    protected T Builder<T>(int column)
        where T : ColumnBuilder => (T)ColumnBuilders.Create(Schema[column].Type, Context.Memory);
}
