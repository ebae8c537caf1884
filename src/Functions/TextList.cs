namespace FlinkSql.Functions;

/// <summary>
/// The texts of a variadic call, one buffer for all of them: generated code clears it, adds each argument, and passes
/// it to the function.
/// </summary>
public sealed class TextList
{
    private byte[] _bytes = new byte[256];
    private int[] _ends = new int[8];
    private ulong[] _nulls = new ulong[1];

    public int Count { get; private set; }

    /// <summary>The bytes of all texts together.</summary>
    public ReadOnlySpan<byte> All => _bytes.AsSpan(0, Count == 0 ? 0 : _ends[Count - 1]);

    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            int start = index == 0 ? 0 : _ends[index - 1];
            return _bytes.AsSpan(start, _ends[index] - start);
        }
    }

    public bool IsNull(int index) => (_nulls[index >> 6] & (1UL << index)) != 0;

    public void Clear()
    {
        Count = 0;
        Array.Clear(_nulls);
    }

    public void Add(ReadOnlySpan<byte> text)
    {
        int start = All.Length;
        if (_bytes.Length - start < text.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, start + text.Length));
        }

        text.CopyTo(_bytes.AsSpan(start));
        if (Count == _ends.Length)
        {
            Array.Resize(ref _ends, Count * 2);
        }

        _ends[Count++] = start + text.Length;
    }

    public void AddNull()
    {
        int word = Count >> 6;
        if (word >= _nulls.Length)
        {
            Array.Resize(ref _nulls, word + 1);
        }

        _nulls[word] |= 1UL << Count;
        Add(default);
    }
}
