namespace FlinkSql.Columnar.Arrow;

/// <summary>Reads a claimed number of bytes from a stream without trusting the claim with memory.</summary>
internal static class StreamBytes
{
    /// <summary>Bytes set aside for a claim that a stream of unknown length has not yet proved.</summary>
    private const int FirstStep = 1 << 20;

    /// <summary>Reads exactly that many bytes into the start of a rented buffer.</summary>
    public static Buffer Read(Stream stream, long length, BufferPool pool)
    {
        if (length is < 0 or > 1 << 30)
        {
            throw new ArrowFormatException($"a part of {length} bytes is not between 0 and 1 GiB");
        }

        bool known = stream.CanSeek;
        if (known && stream.Length - stream.Position < length)
        {
            throw Truncated(length);
        }

        Buffer buffer = pool.Rent((int)(known ? length : Math.Min(length, FirstStep)));
        try
        {
            for (int filled = 0; filled < length;)
            {
                if (filled == buffer.Capacity)
                {
                    buffer = Enlarge(buffer, pool);
                }

                int wanted = (int)Math.Min(length, buffer.Capacity) - filled;
                int read = stream.Read(buffer.Bytes.Slice(filled, wanted));
                filled += read > 0 ? read : throw Truncated(length);
            }

            return buffer;
        }
        catch
        {
            buffer.Release();
            throw;
        }
    }

    private static Buffer Enlarge(Buffer buffer, BufferPool pool)
    {
        Buffer larger = pool.Rent(2 * buffer.Capacity);
        buffer.Bytes.CopyTo(larger.Bytes);
        buffer.Release();
        return larger;
    }

    private static ArrowFormatException Truncated(long length) =>
        new($"the data ends in the middle of a part of {length} bytes");
}
