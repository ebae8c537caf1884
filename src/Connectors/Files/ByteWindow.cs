using FlinkSql.Columnar;
using Buffer = FlinkSql.Columnar.Buffer;

namespace FlinkSql.Connectors.Files;

/// <summary>
/// The part of a stream that is in memory. A reader takes records off the front and fills the rest again; the window
/// grows when one record does not fit, up to a limit.
/// </summary>
internal sealed class ByteWindow(Stream stream, BufferPool pool, int size = 256 << 10) : IDisposable
{
    /// <summary>Bytes behind the end that may be read, though they mean nothing: room for vector loads.</summary>
    public const int Padding = 64;

    /// <summary>The longest record.</summary>
    public const int MaxRecord = 64 << 20;

    private Buffer _buffer = pool.Rent(size);
    private long _base;
    private int _start;
    private int _end;

    /// <summary>Whether the stream has no more bytes than those in the window.</summary>
    public bool AtEnd { get; private set; }

    /// <summary>Bytes taken from the stream so far.</summary>
    public long BytesRead { get; private set; }

    /// <summary>Where in the stream the bytes not yet taken begin.</summary>
    public long Offset => _base + BytesRead - (_end - _start);

    /// <summary>Whether a record that began at the front would not fit any more.</summary>
    public bool IsFull => _end - _start >= MaxRecord;

    public bool IsEmpty => _start == _end;

    /// <summary>The bytes not yet taken, and padding behind them.</summary>
    public ReadOnlySpan<byte> Padded => _buffer.Bytes[_start..(_end + Padding)];

    /// <summary>The bytes not yet taken.</summary>
    public ReadOnlySpan<byte> Bytes => _buffer.Bytes[_start.._end];

    /// <summary>Takes bytes off the front. They stay readable until the next <see cref="Fill"/>.</summary>
    public void Advance(int bytes) => _start += bytes;

    /// <summary>Reads more behind what is there; false at the end of the stream.</summary>
    public bool Fill()
    {
        if (AtEnd)
        {
            return false;
        }

        int used = _end - _start;
        if (used > _buffer.Capacity / 2)
        {
            Buffer larger = pool.Rent(Math.Min(2 * _buffer.Capacity, MaxRecord + 2 * Padding));
            _buffer.Bytes[_start.._end].CopyTo(larger.Bytes);
            _buffer.Release();
            _buffer = larger;
        }
        else if (_start != 0)
        {
            _buffer.Bytes[_start.._end].CopyTo(_buffer.Bytes);
        }

        _start = 0;
        _end = used;
        int read = stream.Read(_buffer.Bytes[_end..^Padding]);
        _end += read;
        BytesRead += read;
        AtEnd = read == 0;
        return read != 0;
    }

    /// <summary>Goes on at another place of the stream.</summary>
    public void Seek(long offset)
    {
        _base = offset - BytesRead;
        _start = _end = 0;
        AtEnd = false;
        stream.Position = offset;
    }

    public void Dispose()
    {
        _buffer.Release();
        _buffer = Buffer.Empty;
        _start = _end = 0;
        stream.Dispose();
    }
}
