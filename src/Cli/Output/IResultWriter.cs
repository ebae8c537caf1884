using FlinkSql.Columnar;

namespace FlinkSql.Cli.Output;

/// <summary>Prints the rows of a result as they come.</summary>
internal interface IResultWriter
{
    /// <summary>Prints the rows of a batch; the caller keeps the batch.</summary>
    void Write(RecordBatch batch);

    /// <summary>Prints what is still held back, after the last batch or when no more comes for a while.</summary>
    void Flush();
}
