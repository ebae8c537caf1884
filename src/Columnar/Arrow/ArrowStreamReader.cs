using System.Buffers.Binary;

namespace FlinkSql.Columnar.Arrow;

/// <summary>Reads batches from an Arrow IPC stream, one after the other.</summary>
public sealed class ArrowStreamReader : IDisposable
{
    private readonly Stream _stream;
    private readonly bool _leaveOpen;
    private readonly BufferPool _pool;
    private readonly BatchDecoder _decoder;
    private readonly ArrowSchema _schema;
    private long _position;
    private long _messageStart;
    private int _messages;
    private bool _ended;

    /// <summary>Opens a stream and reads its schema.</summary>
    /// <exception cref="ArrowFormatException">The stream does not start with a schema that can be read.</exception>
    public ArrowStreamReader(Stream stream, BufferPool? pool = null, bool leaveOpen = false)
    {
        _stream = stream;
        _leaveOpen = leaveOpen;
        _pool = pool ?? BufferPool.Shared;
        _schema = Located(ReadSchema);
        _decoder = new BatchDecoder(_schema, _pool);
    }

    public Schema Schema => _schema.Schema;

    /// <summary>The schema's own keys and values.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _schema.Metadata;

    /// <summary>The next batch, which the caller disposes; null at the end of the stream.</summary>
    /// <exception cref="ArrowFormatException">The data is corrupt or of a kind that is not read.</exception>
    public RecordBatch? ReadNext() => Located(ReadNextBatch);

    /// <summary>The batches left in the stream; each is the caller's to dispose.</summary>
    public IEnumerable<RecordBatch> ReadAll()
    {
        while (ReadNext() is { } batch)
        {
            yield return batch;
        }
    }

    public void Dispose()
    {
        _decoder.Dispose();
        if (!_leaveOpen)
        {
            _stream.Dispose();
        }
    }

    private ArrowSchema ReadSchema()
    {
        if (!TryReadMetadata(out Buffer metadata, out int length))
        {
            throw new ArrowFormatException("the stream is empty");
        }

        try
        {
            ArrowMessage message = ArrowMessage.Read(metadata.Bytes[..length]);
            return message.Kind == MessageKind.Schema
                ? SchemaDecoder.Read(message.Header, length)
                : throw new ArrowFormatException("the stream does not start with a schema");
        }
        finally
        {
            metadata.Release();
        }
    }

    private RecordBatch? ReadNextBatch()
    {
        while (!_ended && TryReadMetadata(out Buffer metadata, out int length))
        {
            try
            {
                ArrowMessage message = ArrowMessage.Read(metadata.Bytes[..length]);
                using var body = new MemorySource(
                    StreamBytes.Read(_stream, message.BodyLength, _pool), (int)message.BodyLength);
                _position += message.BodyLength;
                switch (message.Kind)
                {
                    case MessageKind.RecordBatch:
                        return _decoder.ReadBatch(message, body, 0);
                    case MessageKind.DictionaryBatch:
                        _decoder.ReadDictionary(message, body, 0);
                        break;
                    default:
                        throw new ArrowFormatException($"a message of kind {message.Kind} is not expected here");
                }
            }
            finally
            {
                metadata.Release();
            }
        }

        _ended = true;
        return null;
    }

    /// <summary>The metadata of the next message; false at the end, marked or not.</summary>
    private bool TryReadMetadata(out Buffer metadata, out int length)
    {
        const int continuation = -1;
        _messageStart = _position;
        metadata = Buffer.Empty;
        if (!TryReadInt32(mayEnd: true, out length))
        {
            return false;
        }

        // Streams from before format version 0.15 start a message with its length at once.
        if (length == continuation)
        {
            TryReadInt32(mayEnd: false, out length);
        }

        if (length == 0)
        {
            return false;
        }

        _messages++;
        metadata = StreamBytes.Read(_stream, length, _pool);
        _position += length;
        return true;
    }

    private bool TryReadInt32(bool mayEnd, out int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        int read = _stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        _position += read;
        value = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        if (read == 0 && mayEnd)
        {
            return false;
        }

        return read == sizeof(int) ? true : throw new ArrowFormatException("the stream ends inside the length of a message");
    }

    private T Located<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (ArrowFormatException fault)
        {
            _ended = true;
            throw fault.At($"message {_messages} at byte {_messageStart} of the stream");
        }
    }
}
