using System.Text;

namespace FlinkSql.Functions.Scalar;

/// <summary>ASCII: the number of the first character; 0 for an empty text.</summary>
public static class Ascii
{
    [ScalarFunction("ascii(string) -> int")]
    public static int Invoke(ReadOnlySpan<byte> text)
    {
        Rune.DecodeFromUtf8(text, out Rune rune, out _);
        return text.IsEmpty ? 0 : rune.Value;
    }
}
