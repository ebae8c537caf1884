using System.Buffers.Binary;

namespace FlinkSql.Columnar.Arrow;

/// <summary>Writes batches as an Arrow IPC file, which is complete once it is finished.</summary>
public sealed class ArrowFileWriter : IDisposable
{
    private const int BlockBytes = 24;

    private readonly Stream _stream;
    private readonly bool _leaveOpen;
    private readonly MessageWriter _writer;
    private readonly List<(long Offset, int MetadataBytes, long BodyBytes)> _blocks = [];
    private bool _closed;

    /// <summary>Starts the file with its schema.</summary>
    public ArrowFileWriter(Stream stream, Schema schema, ArrowWriteOptions? options = null, bool leaveOpen = false)
    {
        _stream = stream;
        _leaveOpen = leaveOpen;
        Schema = schema;
        _writer = new MessageWriter(stream, schema, options ?? new ArrowWriteOptions());
        _writer.WriteRaw(ArrowNames.Magic);
        _writer.WriteRaw([0, 0]);
        _writer.WriteSchema();
    }

    public Schema Schema { get; }

    /// <summary>Writes a batch; it stays the caller's.</summary>
    public void Write(RecordBatch batch)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        _writer.Check(batch);
        _closed = true;
        _blocks.Add(_writer.WriteBatch(batch));
        // Only reached if the batch is whole; after a failure the file gets no footer and cannot pass for complete.
        _closed = false;
    }

    /// <summary>Writes the footer that names all batches; nothing can be written after it.</summary>
    public void Finish()
    {
        if (_closed)
        {
            return;
        }

        _closed = true;
        _writer.WriteEnd();
        ReadOnlySpan<byte> footer = MakeFooter().Span;
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, footer.Length);
        _writer.WriteRaw(footer);
        _writer.WriteRaw(length);
        _writer.WriteRaw(ArrowNames.Magic);
        _stream.Flush();
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

    private ReadOnlyMemory<byte> MakeFooter()
    {
        byte[] blocks = new byte[_blocks.Count * BlockBytes];
        for (int block = 0; block < _blocks.Count; block++)
        {
            Span<byte> entry = blocks.AsSpan(block * BlockBytes);
            BinaryPrimitives.WriteInt64LittleEndian(entry, _blocks[block].Offset);
            BinaryPrimitives.WriteInt32LittleEndian(entry[8..], _blocks[block].MetadataBytes);
            BinaryPrimitives.WriteInt64LittleEndian(entry[16..], _blocks[block].BodyBytes);
        }

        var builder = new FlatBuilder();
        int batches = builder.AddStructs(blocks, _blocks.Count);
        int dictionaries = builder.AddStructs([], 0);
        int schema = _writer.WriteSchemaTable(builder);
        builder.StartTable();
        builder.SetReference(1, schema);
        builder.SetReference(2, dictionaries);
        builder.SetReference(3, batches);
        builder.SetInt16(0, 4);
        return builder.Finish(builder.EndTable());
    }
}
