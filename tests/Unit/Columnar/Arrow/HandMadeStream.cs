using System.Buffers;
using System.Buffers.Binary;
using FlinkSql.Columnar.Arrow;

namespace FlinkSql.Tests.Unit.Columnar.Arrow;

/// <summary>A stream put together part by part, for data that the writer here does not produce.</summary>
internal sealed class HandMadeStream
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public short Version { get; init; } = 4;

    /// <summary>Whether messages start with their length at once, as before format version 0.15.</summary>
    public bool Legacy { get; init; }

    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();

    public ArrowStreamReader Open(FlinkSql.Columnar.BufferPool? pool = null) => new(new MemoryStream(ToArray()), pool);

    /// <summary>A field whose type table has the given numbers in its first slots.</summary>
    public static Func<FlatBuilder, int> Field(
        string name, ArrowKind kind, Action<FlatBuilder>? type = null, Func<FlatBuilder, int>[]? children = null,
        long? dictionary = null, string? exactType = null) => to =>
    {
        int[] childTables = [.. (children ?? []).Select(child => child(to))];
        int childVector = to.AddReferences(childTables);
        int nameText = to.AddString(name);
        int metadata = exactType is null
            ? 0
            : SchemaEncoder.WriteMetadata(to, [new("flinksql.type", exactType)]);
        to.StartTable();
        type?.Invoke(to);
        int typeTable = to.EndTable();
        int encoding = 0;
        if (dictionary is { } id)
        {
            to.StartTable();
            to.SetInt64(0, id);
            encoding = to.EndTable();
        }

        to.StartTable();
        to.SetReference(0, nameText);
        to.SetBool(1, true);
        to.SetByte(2, (byte)kind);
        to.SetReference(3, typeTable);
        to.SetReference(5, childVector);
        if (encoding != 0)
        {
            to.SetReference(4, encoding);
        }

        if (metadata != 0)
        {
            to.SetReference(6, metadata);
        }

        return to.EndTable();
    };

    public HandMadeStream Schema(Func<FlatBuilder, int>[] fields, short endianness = 0)
    {
        var to = new FlatBuilder();
        int fieldVector = to.AddReferences([.. fields.Select(field => field(to))]);
        to.StartTable();
        to.SetReference(1, fieldVector);
        to.SetInt16(0, endianness);
        return Message(to, MessageKind.Schema, to.EndTable(), []);
    }

    public HandMadeStream Batch(long rows, (long Rows, long Nulls)[] nodes, byte[][] buffers, byte? codec = null)
    {
        var to = new FlatBuilder();
        int table = BatchTable(to, rows, nodes, buffers, codec);
        return Message(to, MessageKind.RecordBatch, table, buffers);
    }

    public HandMadeStream Dictionary(
        long id, long rows, (long Rows, long Nulls)[] nodes, byte[][] buffers, bool delta = false)
    {
        var to = new FlatBuilder();
        int values = BatchTable(to, rows, nodes, buffers, null);
        to.StartTable();
        to.SetInt64(0, id);
        to.SetReference(1, values);
        to.SetBool(2, delta);
        return Message(to, MessageKind.DictionaryBatch, to.EndTable(), buffers);
    }

    public static byte[] Bytes<T>(params T[] values)
        where T : unmanaged => System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()).ToArray();

    private static int BatchTable(
        FlatBuilder to, long rows, (long Rows, long Nulls)[] nodes, byte[][] buffers, byte? codec)
    {
        int nodeVector = to.AddStructs(Bytes([.. nodes.SelectMany(node => (long[])[node.Rows, node.Nulls])]), nodes.Length);
        var places = new List<long>();
        long offset = 0;
        foreach (byte[] buffer in buffers)
        {
            places.AddRange([offset, buffer.Length]);
            offset += Padded(buffer.Length);
        }

        int bufferVector = to.AddStructs(Bytes([.. places]), buffers.Length);
        int compression = 0;
        if (codec is { } number)
        {
            to.StartTable();
            to.SetByte(0, number);
            compression = to.EndTable();
        }

        to.StartTable();
        to.SetInt64(0, rows);
        to.SetReference(1, nodeVector);
        to.SetReference(2, bufferVector);
        if (compression != 0)
        {
            to.SetReference(3, compression);
        }

        return to.EndTable();
    }

    private HandMadeStream Message(FlatBuilder to, MessageKind kind, int header, byte[][] buffers)
    {
        to.StartTable();
        to.SetInt64(3, buffers.Sum(buffer => Padded(buffer.Length)));
        to.SetReference(2, header);
        to.SetInt16(0, Version);
        to.SetByte(1, (byte)kind);
        ReadOnlyMemory<byte> metadata = to.Finish(to.EndTable());
        if (!Legacy)
        {
            WriteInt32(-1);
        }

        WriteInt32((int)Padded(metadata.Length));
        WritePadded(metadata.Span);
        Array.ForEach(buffers, buffer => WritePadded(buffer));
        return this;
    }

    private void WriteInt32(int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        _bytes.Write(bytes);
    }

    private void WritePadded(ReadOnlySpan<byte> bytes)
    {
        _bytes.Write(bytes);
        _bytes.Write(new byte[Padded(bytes.Length) - bytes.Length]);
    }

    private static long Padded(int length) => (length + 7L) & ~7L;
}
