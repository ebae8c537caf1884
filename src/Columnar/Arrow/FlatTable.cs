using System.Buffers.Binary;
using System.Text;

namespace FlinkSql.Columnar.Arrow;

/// <summary>
/// Reads one table of a FlatBuffers message. Every offset is checked against the message, so that corrupt metadata
/// ends in an <see cref="ArrowFormatException"/> and nothing else.
/// </summary>
internal readonly ref struct FlatTable
{
    private readonly ReadOnlySpan<byte> _message;
    private readonly int _table;
    private readonly int _vtable;
    private readonly int _vtableBytes;

    private FlatTable(ReadOnlySpan<byte> message, long table)
    {
        _message = message;
        _table = Position(message, table, sizeof(int));
        _vtable = Position(message, (long)_table - ReadInt32(message, _table), sizeof(ushort));
        _vtableBytes = ReadUInt16(message, _vtable);
        Position(message, _vtable, _vtableBytes);
    }

    /// <summary>The table that a message starts with.</summary>
    public static FlatTable Root(ReadOnlySpan<byte> message) =>
        new(message, ReadUInt32(message, Position(message, 0, sizeof(uint))));

    public bool Has(int slot) => FieldAt(slot) != 0;

    public byte GetByte(int slot, byte absent = 0)
    {
        int at = FieldAt(slot);
        return at == 0 ? absent : _message[Position(_message, at, 1)];
    }

    public bool GetBool(int slot) => GetByte(slot) != 0;

    public short GetInt16(int slot, short absent = 0)
    {
        int at = FieldAt(slot);
        return at == 0 ? absent : (short)ReadUInt16(_message, Position(_message, at, sizeof(short)));
    }

    public int GetInt32(int slot, int absent = 0)
    {
        int at = FieldAt(slot);
        return at == 0 ? absent : ReadInt32(_message, Position(_message, at, sizeof(int)));
    }

    public long GetInt64(int slot, long absent = 0)
    {
        int at = FieldAt(slot);
        return at == 0
            ? absent
            : BinaryPrimitives.ReadInt64LittleEndian(_message[Position(_message, at, sizeof(long))..]);
    }

    /// <summary>A table that must be there.</summary>
    public FlatTable GetTable(int slot, string what) => Has(slot)
        ? new FlatTable(_message, Target(slot))
        : throw new ArrowFormatException($"the metadata has no {what}");

    /// <summary>The text of a slot; null if there is none.</summary>
    public string? GetString(int slot)
    {
        if (!Has(slot))
        {
            return null;
        }

        int at = Vector(slot, 1, out int count);
        return Encoding.UTF8.GetString(_message.Slice(at, count));
    }

    /// <summary>How many elements of a size the vector of a slot has; 0 if there is none.</summary>
    public int GetCount(int slot, int elementBytes)
    {
        if (!Has(slot))
        {
            return 0;
        }

        Vector(slot, elementBytes, out int count);
        return count;
    }

    /// <summary>A table of a vector of tables.</summary>
    public FlatTable GetTableAt(int slot, int index)
    {
        int at = Vector(slot, sizeof(uint), out _) + index * sizeof(uint);
        return new FlatTable(_message, at + (long)ReadUInt32(_message, at));
    }

    /// <summary>The bytes of a vector of structs.</summary>
    public ReadOnlySpan<byte> GetStructs(int slot, int elementBytes)
    {
        if (!Has(slot))
        {
            return default;
        }

        int at = Vector(slot, elementBytes, out int count);
        return _message.Slice(at, count * elementBytes);
    }

    private int FieldAt(int slot)
    {
        int entry = sizeof(int) + slot * sizeof(ushort);
        if (entry + sizeof(ushort) > _vtableBytes)
        {
            return 0;
        }

        int offset = ReadUInt16(_message, _vtable + entry);
        return offset == 0 ? 0 : _table + offset;
    }

    private long Target(int slot)
    {
        int at = Position(_message, FieldAt(slot), sizeof(uint));
        return at + (long)ReadUInt32(_message, at);
    }

    private int Vector(int slot, int elementBytes, out int count)
    {
        int at = Position(_message, Target(slot), sizeof(uint));
        uint claimed = ReadUInt32(_message, at);
        Position(_message, at + sizeof(uint), (long)claimed * elementBytes);
        count = (int)claimed;
        return at + sizeof(uint);
    }

    private static int Position(ReadOnlySpan<byte> message, long at, long bytes)
    {
        if (at < 0 || bytes > message.Length - at)
        {
            throw new ArrowFormatException(
                $"the metadata points outside itself, at byte {at} for {bytes} bytes of {message.Length}");
        }

        return (int)at;
    }

    private static int ReadInt32(ReadOnlySpan<byte> message, int at) =>
        BinaryPrimitives.ReadInt32LittleEndian(message[at..]);

    private static uint ReadUInt32(ReadOnlySpan<byte> message, int at) =>
        BinaryPrimitives.ReadUInt32LittleEndian(message[at..]);

    private static int ReadUInt16(ReadOnlySpan<byte> message, int at) =>
        BinaryPrimitives.ReadUInt16LittleEndian(message[at..]);
}
