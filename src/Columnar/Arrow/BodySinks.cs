using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace FlinkSql.Columnar.Arrow;

/// <summary>Takes the parts of a batch in the order of its body.</summary>
internal interface IBodySink
{
    /// <summary>The rows and NULLs of the next field.</summary>
    void Node(long length, long nullCount);

    /// <summary>The next buffer.</summary>
    void Bytes(ReadOnlySpan<byte> bytes);

    /// <summary>The next buffer, with every value widened to 128 bits.</summary>
    void Widened(ReadOnlySpan<long> values);

    /// <summary>The next buffer, of that many zeros.</summary>
    void Zeros(int count);
}

/// <summary>Only adds up the places of the parts, which the metadata before the body names.</summary>
internal sealed class LayoutSink : IBodySink
{
    private const int PairBytes = 16;

    private byte[] _nodes = new byte[16 * PairBytes];
    private byte[] _buffers = new byte[64 * PairBytes];

    public int NodeCount { get; private set; }

    public int BufferCount { get; private set; }

    /// <summary>Bytes of the body so far, each buffer padded.</summary>
    public long BodyLength { get; private set; }

    public ReadOnlySpan<byte> Nodes => _nodes.AsSpan(0, NodeCount * PairBytes);

    public ReadOnlySpan<byte> Buffers => _buffers.AsSpan(0, BufferCount * PairBytes);

    public void Clear()
    {
        NodeCount = 0;
        BufferCount = 0;
        BodyLength = 0;
    }

    public void Node(long length, long nullCount) => Add(ref _nodes, NodeCount++, length, nullCount);

    public void Bytes(ReadOnlySpan<byte> bytes) => AddBuffer(bytes.Length);

    public void Widened(ReadOnlySpan<long> values) => AddBuffer(values.Length * 16L);

    public void Zeros(int count) => AddBuffer(count);

    private void AddBuffer(long bytes)
    {
        Add(ref _buffers, BufferCount++, BodyLength, bytes);
        BodyLength += bytes + BodyWriter.Padding(bytes);
    }

    private static void Add(ref byte[] pairs, int index, long first, long second)
    {
        int at = index * PairBytes;
        if (at == pairs.Length)
        {
            Array.Resize(ref pairs, 2 * pairs.Length);
        }

        BinaryPrimitives.WriteInt64LittleEndian(pairs.AsSpan(at), first);
        BinaryPrimitives.WriteInt64LittleEndian(pairs.AsSpan(at + sizeof(long)), second);
    }
}

/// <summary>Writes the parts to a stream, each padded so that the next is aligned.</summary>
internal sealed class BodyWriter(Stream stream) : IBodySink
{
    private static readonly byte[] SomeZeros = new byte[4_096];

    /// <summary>Bytes from a length to the next multiple of the alignment.</summary>
    public static int Padding(long bytes) => (int)(-bytes & (Buffer.Alignment - 1));

    public void Node(long length, long nullCount)
    {
    }

    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        stream.Write(bytes);
        stream.Write(SomeZeros.AsSpan(0, Padding(bytes.Length)));
    }

    public void Widened(ReadOnlySpan<long> values)
    {
        Span<Int128> wide = stackalloc Int128[64];
        for (int start = 0; start < values.Length; start += wide.Length)
        {
            int count = Math.Min(wide.Length, values.Length - start);
            for (int at = 0; at < count; at++)
            {
                wide[at] = values[start + at];
            }

            stream.Write(MemoryMarshal.AsBytes(wide[..count]));
        }

        stream.Write(SomeZeros.AsSpan(0, Padding(values.Length * 16L)));
    }

    public void Zeros(int count)
    {
        for (int left = count + Padding(count); left > 0; left -= SomeZeros.Length)
        {
            stream.Write(SomeZeros.AsSpan(0, Math.Min(left, SomeZeros.Length)));
        }
    }
}
