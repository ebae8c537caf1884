using FlinkSql.Columnar;

namespace FlinkSql.Runtime.Connect;

/// <summary>
/// A split reader that has its rows in batches already: they pass by reference, with their kinds and watermarks, and
/// <see cref="ISplitReader.Read"/> is never called.
/// </summary>
public interface IBatchReader : ISplitReader
{
    /// <summary>Gives the next batch, if one is at hand, and with it the ownership of the batch.</summary>
    ReadResult ReadBatch(out RecordBatch? batch);

    ReadResult ISplitReader.Read(BatchBuilder rows, int maxRows) =>
        throw new NotSupportedException("runtime: this reader gives whole batches");
}
