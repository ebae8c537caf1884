using System.Text;

namespace FlinkSql.Functions.Text;

/// <summary>Collects text of a length that is not known before, then hands it over as a value of the row.</summary>
internal sealed class TextBuilder
{
    private const int KeptBytes = 1 << 16;

    [ThreadStatic]
    private static TextBuilder? t_builder;

    private byte[] _bytes = new byte[256];
    private int _length;

    /// <summary>The builder of the thread, empty; a function that holds it calls no other that does.</summary>
    public static TextBuilder Start()
    {
        TextBuilder builder = t_builder ??= new TextBuilder();
        builder._length = 0;
        return builder;
    }

    public int Length => _length;

    public void Add(ReadOnlySpan<byte> text) => text.CopyTo(Take(text.Length));

    public void Add(byte value) => Take(1)[0] = value;

    public void Add(ReadOnlySpan<char> text)
    {
        Span<byte> space = Take(Encoding.UTF8.GetMaxByteCount(text.Length));
        _length -= space.Length - Encoding.UTF8.GetBytes(text, space);
    }

    public ReadOnlySpan<byte> ToValue(Scratch scratch)
    {
        ReadOnlySpan<byte> value = scratch.Copy(_bytes.AsSpan(0, _length));
        if (_bytes.Length > KeptBytes)
        {
            t_builder = null;
        }

        return value;
    }

    private Span<byte> Take(int bytes)
    {
        long needed = (long)_length + bytes;
        if (needed > _bytes.Length)
        {
            // Room for the longest character of each, which is given back, may pass the limit a little.
            if (_length > Scratch.MaxValueBytes)
            {
                Scratch.ThrowTooLong(needed);
            }

            Array.Resize(ref _bytes, (int)Math.Min(Math.Max(needed, 2L * _bytes.Length), Array.MaxLength));
        }

        _length += bytes;
        return _bytes.AsSpan(_length - bytes, bytes);
    }
}
