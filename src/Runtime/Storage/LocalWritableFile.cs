#pragma warning disable RS0030 // Part of the adapter.
using Microsoft.Win32.SafeHandles;

namespace FlinkSql.Runtime.Storage;

/// <summary>A file of the machine, open for writing at its end through a buffer of its own.</summary>
internal sealed class LocalWritableFile(SafeFileHandle handle, string path) : IWritableFile
{
    private const int BufferSize = 64 * 1024;
    private readonly byte[] _buffer = new byte[BufferSize];
    private int _buffered;
    private long _flushed = RandomAccess.GetLength(handle);

    public long Length => _flushed + _buffered;

    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > BufferSize - _buffered)
        {
            Flush();
        }

        if (bytes.Length > BufferSize)
        {
            Append(bytes);
            return;
        }

        bytes.CopyTo(_buffer.AsSpan(_buffered));
        _buffered += bytes.Length;
    }

    public void Flush()
    {
        if (_buffered > 0)
        {
            Append(_buffer.AsSpan(0, _buffered));
            _buffered = 0;
        }
    }

    public void Sync()
    {
        Flush();
        Do(() => RandomAccess.FlushToDisk(handle), "sync");
    }

    public void Truncate(long length)
    {
        Flush();
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, _flushed);
        Do(() => RandomAccess.SetLength(handle, length), "truncate");
        _flushed = length;
    }

    public void Dispose() => handle.Dispose();

    private void Append(ReadOnlySpan<byte> bytes)
    {
        try
        {
            RandomAccess.Write(handle, bytes, _flushed);
            _flushed += bytes.Length;
        }
        catch (IOException cause)
        {
            throw LocalFileSystem.Failure(cause, null, "write", path);
        }
    }

    private void Do(Action action, string operation)
    {
        try
        {
            action();
        }
        catch (IOException cause)
        {
            throw LocalFileSystem.Failure(cause, null, operation, path);
        }
    }
}
