namespace FlinkSql.Columnar.Arrow;

/// <summary>
/// Writes batches as an Arrow IPC stream. Buffers go to the stream one by one; give it one that collects small writes.
/// </summary>
public sealed class ArrowStreamWriter : IDisposable
{
    private readonly Stream _stream;
    private readonly bool _leaveOpen;
    private readonly MessageWriter _writer;
    private bool _closed;

    /// <summary>Starts the stream with its schema.</summary>
    public ArrowStreamWriter(Stream stream, Schema schema, ArrowWriteOptions? options = null, bool leaveOpen = false)
    {
        _stream = stream;
        _leaveOpen = leaveOpen;
        Schema = schema;
        _writer = new MessageWriter(stream, schema, options ?? new ArrowWriteOptions());
        _writer.WriteSchema();
    }

    public Schema Schema { get; }

    /// <summary>Writes a batch; it stays the caller's.</summary>
    public void Write(RecordBatch batch)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        _writer.Check(batch);
        _closed = true;
        _writer.WriteBatch(batch);
        // Only reached if the batch is whole; after a failure nothing more is written, not even the end.
        _closed = false;
    }

    /// <summary>Marks the end of the stream; nothing can be written after it.</summary>
    public void Finish()
    {
        if (!_closed)
        {
            _closed = true;
            _writer.WriteEnd();
            _stream.Flush();
        }
    }

    /// <summary>Finishes, unless writing failed, and closes the stream.</summary>
    public void Dispose()
    {
        Finish();
        if (!_leaveOpen)
        {
            _stream.Dispose();
        }
    }
}
