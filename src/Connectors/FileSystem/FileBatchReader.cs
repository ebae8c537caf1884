using FlinkSql.Columnar;
using FlinkSql.Connectors.Formats;
using FlinkSql.Runtime.Connect;
using FlinkSql.Runtime.Operators;

namespace FlinkSql.Connectors.FileSystem;

/// <summary>Passes the batches of a file on as they are.</summary>
internal sealed class FileBatchReader(
    IBatchRecordReader reader, FileMark mark, long fileBytes, OperatorMetrics metrics) : IBatchReader
{
    private long _bytesLeft = fileBytes;

    public byte[]? Position => mark.Write(reader.Position);

    public ReadResult ReadBatch(out RecordBatch? batch)
    {
        batch = reader.ReadBatch();
        metrics.Bytes += _bytesLeft;
        mark.BytesCounted += _bytesLeft;
        _bytesLeft = 0;
        return batch is null ? ReadResult.End : ReadResult.More;
    }

    public void Dispose() => reader.Dispose();
}
