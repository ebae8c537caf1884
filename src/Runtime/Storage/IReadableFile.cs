namespace FlinkSql.Runtime.Storage;

/// <summary>A file open for reading at any place.</summary>
public interface IReadableFile : IDisposable
{
    /// <summary>The bytes of the file when it was opened.</summary>
    long Length { get; }

    /// <summary>Reads bytes from an offset: maybe fewer than asked for, and none only at the end of the file.</summary>
    int Read(long offset, Span<byte> into);
}
