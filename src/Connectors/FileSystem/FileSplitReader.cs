using FlinkSql.Columnar;
using FlinkSql.Connectors.Formats;
using FlinkSql.Runtime.Connect;
using FlinkSql.Runtime.Operators;

namespace FlinkSql.Connectors.FileSystem;

/// <summary>Reads one file: the format fills the columns of the file, and the file itself those of its metadata.</summary>
internal sealed class FileSplitReader(
    IRecordReader reader,
    ReadRequest request,
    FileMark mark,
    FileMetadata metadata,
    RowPacer? pacer,
    OperatorMetrics metrics) : ISplitReader
{
    public byte[]? Position => mark.Write(reader.Position);

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
        // After a restart it reads again what the reader had read ahead.
        if (request.Input.CanSeek && request.Input.Position > mark.BytesCounted)
        {
            metrics.Bytes += request.Input.Position - mark.BytesCounted;
            mark.BytesCounted = request.Input.Position;
        }
    }
}
