using FlinkSql.Runtime.State;

namespace FlinkSql.Codegen.Support;

/// <summary>A fixed set of texts, for IN lists.</summary>
public sealed class TextSet
{
    private readonly StringDictionary _texts = new();

    public TextSet(IEnumerable<byte[]> texts)
    {
        foreach (byte[] text in texts)
        {
            _texts.Id(text);
        }
    }

    public bool Contains(ReadOnlySpan<byte> text) => _texts.Find(text) >= 0;
}
