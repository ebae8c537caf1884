using System.Buffers;
using FlinkSql.Columnar;
using Buffer = FlinkSql.Columnar.Buffer;

namespace FlinkSql.Connectors.Formats;

/// <summary>Collects what a writer spells, and hands it to the stream in large pieces.</summary>
internal sealed class OutputBuffer(Stream stream, BufferPool pool) : IBufferWriter<byte>, IDisposable
{
    private const int FlushAt = 128 << 10;
    private Buffer _buffer = pool.Rent(2 * FlushAt);
    private int _used;

    /// <summary>Bytes handed to the stream.</summary>
    public long BytesWritten { get; private set; }

    public void Advance(int count) => _used += count;

    public Memory<byte> GetMemory(int sizeHint = 0) => throw new NotSupportedException("connectors: use spans");

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        sizeHint = Math.Max(sizeHint, 1);
        if (_used + sizeHint > _buffer.Capacity)
        {
            Flush();
            if (sizeHint > _buffer.Capacity)
            {
                _buffer.Release();
                _buffer = pool.Rent(sizeHint);
            }
        }

        return _buffer.Bytes[_used..];
    }

    public void Write(byte value)
    {
        GetSpan(1)[0] = value;
        _used++;
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(GetSpan(bytes.Length));
        _used += bytes.Length;
    }

    /// <summary>Ends a record: flushes if enough has come together.</summary>
    public void EndRecord()
    {
        if (_used >= FlushAt)
        {
            Flush();
        }
    }

    public void Flush()
    {
        stream.Write(_buffer.Bytes[.._used]);
        BytesWritten += _used;
        _used = 0;
    }

    public void Dispose()
    {
        _buffer.Release();
        _buffer = Buffer.Empty;
        _used = 0;
    }
}
