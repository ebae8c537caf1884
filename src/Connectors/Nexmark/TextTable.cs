using System.Text;

namespace FlinkSql.Connectors.Nexmark;

/// <summary>Texts to pick from, one behind the other in one array: picking one touches little memory.</summary>
internal sealed class TextTable
{
    private readonly byte[] _bytes;
    private readonly int[] _starts;

    public TextTable(IReadOnlyList<string> texts)
    {
        _bytes = Encoding.UTF8.GetBytes(string.Concat(texts));
        _starts = new int[texts.Count + 1];
        for (int text = 0; text < texts.Count; text++)
        {
            _starts[text + 1] = _starts[text] + Encoding.UTF8.GetByteCount(texts[text]);
        }
    }

    public int Count => _starts.Length - 1;

    public ReadOnlySpan<byte> this[int text] => _bytes.AsSpan(_starts[text].._starts[text + 1]);
}
