using System.IO.MemoryMappedFiles;

namespace FlinkSql.Columnar.Arrow;

/// <summary>
/// A file mapped into memory. Buffers point into the mapping without a copy, and each keeps it alive: the mapping ends
/// when the file and all of its buffers have been released.
/// </summary>
internal sealed unsafe class MappedFile : ArrowSource
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;
    private int _references = 1;

    private MappedFile(string path, long length)
    {
        Length = length;
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        _view = _file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
        _start += _view.PointerOffset;
    }

    public override long Length { get; }

    public static MappedFile Open(string path)
    {
        long length = new FileInfo(path).Length;
        return length > 0
            ? new MappedFile(path, length)
            : throw new ArrowFormatException("the file is empty");
    }

    /// <summary>Gives one reference back, of the reader or of a buffer.</summary>
    public override void Dispose()
    {
        if (Interlocked.Decrement(ref _references) == 0)
        {
            _view.SafeMemoryMappedViewHandle.ReleasePointer();
            _view.Dispose();
            _file.Dispose();
        }
    }

    private protected override Buffer ReadKnown(long offset, int length)
    {
        Interlocked.Increment(ref _references);
        return Buffer.FromForeign((nint)(_start + offset), length, this);
    }
}
