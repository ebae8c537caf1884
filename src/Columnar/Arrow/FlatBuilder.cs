using System.Buffers.Binary;
using System.Text;

namespace FlinkSql.Columnar.Arrow;

/// <summary>
/// Writes a FlatBuffers message from its end towards its start, children before the tables that point to them. A
/// position is counted from the end of the message, so it stays true while the message grows.
/// </summary>
internal sealed class FlatBuilder
{
    private const int MostSlots = 8;
    private const int LargestAlignment = 8;

    private readonly int[] _slots = new int[MostSlots];
    private byte[] _bytes = new byte[1_024];
    private int _used;
    private int _tableStart;

    /// <summary>Writes text and returns its position.</summary>
    public int AddString(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        Prepare(sizeof(uint), utf8.Length + 1);
        PutByte(0);
        Put(utf8);
        PutInt32(utf8.Length);
        return _used;
    }

    /// <summary>Writes a vector of references to things written before.</summary>
    public int AddReferences(ReadOnlySpan<int> positions)
    {
        Prepare(sizeof(uint), positions.Length * sizeof(uint));
        for (int index = positions.Length - 1; index >= 0; index--)
        {
            PutInt32(_used + sizeof(uint) - positions[index]);
        }

        PutInt32(positions.Length);
        return _used;
    }

    /// <summary>Writes a vector of structs given as their bytes, aligned to 8.</summary>
    public int AddStructs(ReadOnlySpan<byte> structs, int count)
    {
        Prepare(sizeof(uint), structs.Length);
        Prepare(LargestAlignment, structs.Length);
        Put(structs);
        PutInt32(count);
        return _used;
    }

    public void StartTable()
    {
        Array.Clear(_slots);
        _tableStart = _used;
    }

    public void SetByte(int slot, byte value)
    {
        Prepare(1, 0);
        PutByte(value);
        _slots[slot] = _used;
    }

    public void SetBool(int slot, bool value) => SetByte(slot, value ? (byte)1 : (byte)0);

    public void SetInt16(int slot, short value)
    {
        Prepare(sizeof(short), 0);
        Span<byte> bytes = stackalloc byte[sizeof(short)];
        BinaryPrimitives.WriteInt16LittleEndian(bytes, value);
        Put(bytes);
        _slots[slot] = _used;
    }

    public void SetInt32(int slot, int value)
    {
        Prepare(sizeof(int), 0);
        PutInt32(value);
        _slots[slot] = _used;
    }

    public void SetInt64(int slot, long value)
    {
        Prepare(sizeof(long), 0);
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        Put(bytes);
        _slots[slot] = _used;
    }

    /// <summary>Points a slot to something written before the table was started.</summary>
    public void SetReference(int slot, int position)
    {
        Prepare(sizeof(uint), 0);
        PutInt32(_used + sizeof(uint) - position);
        _slots[slot] = _used;
    }

    /// <summary>Ends the table with a dictionary of its slots and returns its position.</summary>
    public int EndTable()
    {
        Prepare(sizeof(int), 0);
        PutInt32(0);
        int table = _used;
        int slots = MostSlots;
        while (slots > 0 && _slots[slots - 1] == 0)
        {
            slots--;
        }

        Prepare(sizeof(ushort), (slots + 2) * sizeof(ushort));
        for (int slot = slots - 1; slot >= 0; slot--)
        {
            PutUInt16(_slots[slot] == 0 ? 0 : table - _slots[slot]);
        }

        PutUInt16(table - _tableStart);
        PutUInt16((slots + 2) * sizeof(ushort));
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(_bytes.Length - table), _used - table);
        return table;
    }

    /// <summary>The whole message, starting with the reference to its root table.</summary>
    public ReadOnlyMemory<byte> Finish(int root)
    {
        Prepare(LargestAlignment, sizeof(uint));
        PutInt32(_used + sizeof(uint) - root);
        return _bytes.AsMemory(_bytes.Length - _used);
    }

    /// <summary>Pads so that after that many more bytes the position is aligned.</summary>
    private void Prepare(int alignment, int bytesBefore)
    {
        int padding = -(_used + bytesBefore) & (alignment - 1);
        Reserve(padding + bytesBefore + LargestAlignment);
        for (; padding > 0; padding--)
        {
            PutByte(0);
        }
    }

    private void PutByte(byte value) => _bytes[^++_used] = value;

    private void PutUInt16(int value)
    {
        _used += sizeof(ushort);
        BinaryPrimitives.WriteUInt16LittleEndian(_bytes.AsSpan(_bytes.Length - _used), (ushort)value);
    }

    private void PutInt32(int value)
    {
        Reserve(sizeof(int));
        _used += sizeof(int);
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(_bytes.Length - _used), value);
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        _used += bytes.Length;
        bytes.CopyTo(_bytes.AsSpan(_bytes.Length - _used));
    }

    private void Reserve(int bytes)
    {
        if (_used + bytes > _bytes.Length)
        {
            byte[] larger = new byte[Math.Max(2 * _bytes.Length, _used + bytes)];
            _bytes.AsSpan(_bytes.Length - _used).CopyTo(larger.AsSpan(larger.Length - _used));
            _bytes = larger;
        }
    }
}
