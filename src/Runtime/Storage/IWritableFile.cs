namespace FlinkSql.Runtime.Storage;

/// <summary>
/// A file open for writing at its end. Closing it writes nothing: what was not flushed by then may be lost, so that no
/// failure to write hides in a <c>Dispose</c>. After a failed <see cref="Sync"/> the file cannot be trusted and must be
/// given up: a second sync may succeed although the bytes are gone.
/// </summary>
public interface IWritableFile : IDisposable
{
    /// <summary>The bytes of the file, with those that are not flushed yet.</summary>
    long Length { get; }

    /// <summary>Adds bytes to the end. When it fails, some of them may have been written.</summary>
    void Write(ReadOnlySpan<byte> bytes);

    /// <summary>Hands all bytes to the system: they survive the process, and readers see them.</summary>
    void Flush();

    /// <summary>Flushes, and returns once all bytes survive the machine.</summary>
    void Sync();

    /// <summary>Cuts the file; the cut is durable after <see cref="Sync"/>.</summary>
    void Truncate(long length);
}
