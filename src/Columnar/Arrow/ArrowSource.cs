namespace FlinkSql.Columnar.Arrow;

/// <summary>Bytes with random access, from which buffers are cut. A buffer lives on after its source is disposed.</summary>
internal abstract class ArrowSource : IDisposable
{
    public abstract long Length { get; }

    /// <summary>The bytes at an offset as a buffer that the caller releases.</summary>
    public Buffer Read(long offset, long length)
    {
        if (offset < 0 || length < 0 || length > Length - offset)
        {
            throw new ArrowFormatException($"the data ends at byte {Length}, before {length} bytes at {offset}");
        }

        if (length > 1 << 30)
        {
            throw new ArrowFormatException($"a buffer of {length} bytes is larger than 1 GiB");
        }

        return length == 0 ? Buffer.Empty : ReadKnown(offset, (int)length);
    }

    public abstract void Dispose();

    private protected abstract Buffer ReadKnown(long offset, int length);
}

/// <summary>A body that was read into memory as a whole; its buffers are slices. Takes over the reference.</summary>
internal sealed class MemorySource(Buffer bytes, int length) : ArrowSource
{
    public override long Length => length;

    public override void Dispose() => bytes.Release();

    private protected override Buffer ReadKnown(long offset, int length) => bytes.Slice((int)offset, length);
}

/// <summary>A stream that can seek; every buffer is read by itself, so columns that nobody asks for are not read.</summary>
internal sealed class SeekSource(Stream stream, bool leaveOpen, BufferPool pool) : ArrowSource
{
    public override long Length => stream.Length;

    public override void Dispose()
    {
        if (!leaveOpen)
        {
            stream.Dispose();
        }
    }

    private protected override Buffer ReadKnown(long offset, int length)
    {
        stream.Seek(offset, SeekOrigin.Begin);
        return StreamBytes.Read(stream, length, pool);
    }
}
