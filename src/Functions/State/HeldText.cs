using FlinkSql.Columnar.State;

namespace FlinkSql.Functions.State;

/// <summary>One text that a state keeps, or none; its space is used again for a text that is not longer.</summary>
public struct HeldText : ISavedState
{
    private byte[]? _bytes;
    private int _length;

    /// <summary>Whether there is a text.</summary>
    public bool Any { readonly get; private set; }

    public readonly ReadOnlySpan<byte> Text => _bytes.AsSpan(0, _length);

    public void Set(ReadOnlySpan<byte> text)
    {
        if (_bytes is null || _bytes.Length < text.Length)
        {
            _bytes = new byte[Math.Max(text.Length, 16)];
        }

        text.CopyTo(_bytes);
        _length = text.Length;
        Any = true;
    }

    public readonly void Save(StateWriter writer)
    {
        writer.Write(Any);
        writer.WriteBytes(Text);
    }

    public void Load(ref StateReader reader)
    {
        bool any = reader.Read<bool>();
        Set(reader.ReadBytes());
        Any = any;
    }
}
