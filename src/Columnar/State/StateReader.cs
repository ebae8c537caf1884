using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FlinkSql.Columnar.State;

/// <summary>Reads what a <see cref="StateWriter"/> wrote, in the same order.</summary>
public ref struct StateReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public readonly bool AtEnd => _rest.IsEmpty;

    public T Read<T>()
        where T : unmanaged
    {
        T value = MemoryMarshal.Read<T>(_rest);
        _rest = _rest[Unsafe.SizeOf<T>()..];
        return value;
    }

    /// <summary>Bytes as <see cref="StateWriter.WriteMemory"/> wrote them.</summary>
    public void ReadMemory(scoped Span<byte> bytes)
    {
        _rest[..bytes.Length].CopyTo(bytes);
        _rest = _rest[bytes.Length..];
    }

    public ReadOnlySpan<byte> ReadBytes()
    {
        int length = Read<int>();
        ReadOnlySpan<byte> found = _rest[..length];
        _rest = _rest[length..];
        return found;
    }
}
