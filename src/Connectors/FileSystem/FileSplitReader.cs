using FlinkSql.Columnar;
using FlinkSql.Connectors.Formats;
using FlinkSql.Runtime.Connect;
using FlinkSql.Runtime.Operators;

namespace FlinkSql.Connectors.FileSystem;

/// <summary>Reads one file: the format fills the columns of the file, and the file itself those of its metadata.</summary>
internal sealed class FileSplitReader(
    IRecordReader reader,
    ReadRequest request,
    FileMetadata metadata,
    RowPacer? pacer,
    OperatorMetrics metrics) : ISplitReader
{
    private long _bytesCounted;

    public ReadResult Read(BatchBuilder rows, int maxRows)
    {
        int most = pacer?.Due(maxRows) ?? maxRows;
        if (most == 0 && pacer is not null)
        {
            return ReadResult.Wait(pacer.Delay());
        }

        int before = rows.RowCount;
        bool more;
        try
        {
            more = reader.Read(rows, most);
            CountBytes();
        }
        catch (IOException error)
        {
            throw ConnectorErrors.SystemError(request.File, "reading", error);
        }

        int read = rows.RowCount - before;
        metadata.Append(rows, read);
        pacer?.Take(read);
        return more ? ReadResult.More : ReadResult.End;
    }

    public void Dispose() => reader.Dispose();

    private void CountBytes()
    {
        if (request.Input.CanSeek)
        {
            metrics.Bytes += request.Input.Position - _bytesCounted;
            _bytesCounted = request.Input.Position;
        }
    }
}
