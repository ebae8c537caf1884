using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using FlinkSql.Columnar;

namespace FlinkSql.Bench.Suite.Nexmark;

/// <summary>A column of texts that a loop by hand writes: bytes one behind the other, and where each ends.</summary>
internal sealed class TextBuffer
{
    private readonly int[] _ends = new int[8192];
    private byte[] _bytes = new byte[1 << 20];
    private int _used;
    private int _count;

    public void Clear() => _used = _count = 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(ReadOnlySpan<byte> text)
    {
        if (_bytes.Length - _used < text.Length)
        {
            Array.Resize(ref _bytes, (_bytes.Length * 2) + text.Length);
        }

        text.CopyTo(_bytes.AsSpan(_used));
        _ends[_count++] = _used += text.Length;
    }

    /// <summary>All texts of a column, in one go: those of a batch lie one behind the other.</summary>
    public void Copy(BytesView texts, int rows)
    {
        Clear();
        if (rows == 0)
        {
            return;
        }

        ReadOnlySpan<byte> first = texts[0], last = texts[rows - 1];
        ref byte start = ref MemoryMarshal.GetReference(first);
        int length = (int)Unsafe.ByteOffset(ref start, ref MemoryMarshal.GetReference(last)) + last.Length;
        if (_bytes.Length < length)
        {
            _bytes = new byte[length];
        }

        MemoryMarshal.CreateReadOnlySpan(ref start, length).CopyTo(_bytes);
        int at = 0;
        for (int row = 0; row < rows; row++)
        {
            _ends[row] = at += texts[row].Length;
        }
    }
}
