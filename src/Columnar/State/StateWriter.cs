using System.Runtime.InteropServices;

namespace FlinkSql.Columnar.State;

/// <summary>Collects the bytes of states for a snapshot; little-endian, as the memory of every machine it runs on is.</summary>
public sealed class StateWriter(int capacity = 256)
{
    private byte[] _bytes = new byte[capacity];
    private int _used;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _used);

    public void Clear() => _used = 0;

    /// <summary>A value without references.</summary>
    public void Write<T>(T value)
        where T : unmanaged
    {
        Span<byte> to = Take(System.Runtime.CompilerServices.Unsafe.SizeOf<T>());
        MemoryMarshal.Write(to, in value);
    }

    /// <summary>A length and the bytes.</summary>
    public void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        Write(bytes.Length);
        bytes.CopyTo(Take(bytes.Length));
    }

    /// <summary>Bytes whose number the reader knows.</summary>
    public void WriteMemory(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    private Span<byte> Take(int bytes)
    {
        if (_bytes.Length - _used < bytes)
        {
            Array.Resize(ref _bytes, (int)Math.Max(Math.Min(2L * _bytes.Length, Array.MaxLength), (long)_used + bytes));
        }

        _used += bytes;
        return _bytes.AsSpan(_used - bytes, bytes);
    }
}
