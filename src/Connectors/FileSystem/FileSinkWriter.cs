using FlinkSql.Columnar;
using FlinkSql.Connectors.Formats;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Connectors.FileSystem;

/// <summary>A hidden file that has been completed and synced.</summary>
internal sealed record FinishedFile(string Temporary, int Subtask, bool IsEmpty);

/// <summary>Fills one hidden file. Disposing it before <see cref="Finish"/> removes the file.</summary>
internal sealed class FileSinkWriter(
    FileSink sink, string temporary, FileStream stream, IRecordWriter writer, bool takesChanges, SinkContext context)
    : ISinkWriter
{
    private long _rows;
    private bool _finished;

    public void Write(RecordBatch batch)
    {
        if (!takesChanges)
        {
            InsertOnly.Check(batch, "a file of this format");
        }

        Run(() => writer.Write(batch));
        _rows += batch.RowCount;
    }

    public void Flush() => Run(writer.Flush);

    public void Finish()
    {
        Run(() =>
        {
            writer.Finish();
            stream.Flush(flushToDisk: true);
            context.Metrics.Bytes += stream.Length;
            writer.Dispose();
            stream.Dispose();
        });
        _finished = true;
        sink.Add(new FinishedFile(temporary, context.Subtask, _rows == 0));
    }

    public void Dispose()
    {
        if (_finished)
        {
            return;
        }

        _finished = true;
        writer.Dispose();
        stream.Dispose();
        sink.Drop(temporary);
    }

    private void Run(Action action)
    {
        try
        {
            action();
        }
        catch (IOException error)
        {
            throw ConnectorErrors.SystemError(temporary, "writing", error);
        }
    }
}
