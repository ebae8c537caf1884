using System.Buffers.Binary;

namespace FlinkSql.Columnar.Arrow;

/// <summary>
/// Where the parts of a batch's columns lie in its body: one node (rows and NULLs) a field and several buffers, both in
/// the order of the fields, depth first. Reading takes them one by one.
/// </summary>
internal sealed class BatchLayout
{
    private const int PairBytes = 16;

    private readonly ArrowSource _source;
    private readonly long _start;
    private readonly long _bodyLength;
    private readonly byte[] _nodes;
    private readonly byte[] _buffers;
    private long _bytesLeft;
    private int _node;
    private int _buffer;

    public BatchLayout(FlatTable batch, ArrowSource source, long start, long bodyLength)
    {
        if (batch.Has(3))
        {
            string codec = batch.GetTable(3, "compression").GetByte(0) switch
            {
                0 => "LZ4_FRAME",
                1 => "ZSTD",
                byte other => $"number {other}",
            };
            throw new ArrowFormatException($"the data is compressed with codec {codec}, which is not supported");
        }

        if (bodyLength < 0 || bodyLength > source.Length - start)
        {
            throw new ArrowFormatException($"a body of {bodyLength} bytes does not fit the data");
        }

        _source = source;
        _start = start;
        _bodyLength = bodyLength;
        _bytesLeft = bodyLength;
        _nodes = batch.GetStructs(1, PairBytes).ToArray();
        _buffers = batch.GetStructs(2, PairBytes).ToArray();
        RowCount = ToInt32(batch.GetInt64(0), "rows");
    }

    public int RowCount { get; }

    /// <summary>The next field's rows and NULLs; -1 NULLs if the writer did not count them.</summary>
    public (int Length, int NullCount) NextNode(string field)
    {
        ReadOnlySpan<byte> node = Take(_nodes, ref _node, "nodes");
        int length = ToInt32(BinaryPrimitives.ReadInt64LittleEndian(node), "rows");
        long nulls = BinaryPrimitives.ReadInt64LittleEndian(node[sizeof(long)..]);
        return nulls >= -1 && nulls <= length
            ? (length, (int)nulls)
            : throw new ArrowFormatException($"field \"{field}\" has {nulls} NULLs in {length} rows");
    }

    /// <summary>The bytes that the next buffer claims, without reading it.</summary>
    public long NextBufferLength() =>
        _buffer * PairBytes < _buffers.Length
            ? BinaryPrimitives.ReadInt64LittleEndian(_buffers.AsSpan(_buffer * PairBytes + sizeof(long)))
            : 0;

    /// <summary>The first bytes of the next buffer, which must have as many.</summary>
    public Buffer NextBuffer(string field, long neededBytes)
    {
        ReadOnlySpan<byte> entry = Take(_buffers, ref _buffer, "buffers");
        long offset = BinaryPrimitives.ReadInt64LittleEndian(entry);
        long length = BinaryPrimitives.ReadInt64LittleEndian(entry[sizeof(long)..]);
        if (offset < 0 || length < neededBytes || neededBytes > _bodyLength - offset)
        {
            throw new ArrowFormatException(
                $"field \"{field}\" needs {neededBytes} bytes but has {length} at {offset} of a body of {_bodyLength}");
        }

        // Buffers that overlap could make a small body stand for any amount of memory.
        _bytesLeft -= neededBytes;
        return _bytesLeft >= 0
            ? _source.Read(_start + offset, neededBytes)
            : throw new ArrowFormatException($"the buffer of field \"{field}\" overlaps others");
    }

    public void SkipBuffers(int count)
    {
        for (; count > 0; count--)
        {
            Take(_buffers, ref _buffer, "buffers");
        }
    }

    private static ReadOnlySpan<byte> Take(byte[] pairs, ref int index, string what)
    {
        int at = index++ * PairBytes;
        return at < pairs.Length
            ? pairs.AsSpan(at, PairBytes)
            : throw new ArrowFormatException($"the batch has {pairs.Length / PairBytes} {what}, fewer than its schema needs");
    }

    private static int ToInt32(long value, string what) => value is >= 0 and <= int.MaxValue
        ? (int)value
        : throw new ArrowFormatException($"the batch has {value} {what}");
}
