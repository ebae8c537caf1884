#pragma warning disable RS0030 // Part of the adapter.
using Microsoft.Win32.SafeHandles;

namespace FlinkSql.Runtime.Storage;

/// <summary>A file of the machine, open for reading.</summary>
internal sealed class LocalReadableFile(SafeFileHandle handle, string path) : IReadableFile
{
    public long Length { get; } = RandomAccess.GetLength(handle);

    public int Read(long offset, Span<byte> into)
    {
        try
        {
            return RandomAccess.Read(handle, into, offset);
        }
        catch (IOException cause)
        {
            throw LocalFileSystem.Failure(cause, null, "read", path);
        }
    }

    public void Dispose() => handle.Dispose();
}
