using FlinkSql.Runtime.Storage;

namespace FlinkSql.Runtime.Checkpoints;

/// <summary>
/// A state file being read from its beginning. Its last bytes come only once the checksum of all has been found right;
/// otherwise reading fails with <see cref="InvalidDataException"/>.
/// </summary>
internal sealed class StateFileReader : Stream
{
    private readonly IReadableFile _file;
    private readonly StateFile _expected;
    private Crc32C _checksum;
    private long _position;

    public StateFileReader(IFileSystem files, string path, StateFile expected)
    {
        _file = files.OpenRead(path);
        _expected = expected;
        if (_file.Length != expected.Length)
        {
            _file.Dispose();
            throw new InvalidDataException($"it has {_file.Length} bytes, not {expected.Length}");
        }

        if (expected.Length == 0 && expected.Checksum != 0)
        {
            _file.Dispose();
            throw WrongChecksum();
        }
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => _expected.Length;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty || _position == _expected.Length)
        {
            return 0;
        }

        int read = _file.Read(_position, buffer[..(int)Math.Min(buffer.Length, _expected.Length - _position)]);
        if (read == 0)
        {
            throw new InvalidDataException($"it ends after {_position} of {_expected.Length} bytes");
        }

        _checksum.Add(buffer[..read]);
        _position += read;
        return _position < _expected.Length || _checksum.Value == _expected.Checksum ? read : throw WrongChecksum();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file.Dispose();
        }

        base.Dispose(disposing);
    }

    private static InvalidDataException WrongChecksum() => new("its checksum is wrong");
}
