using System.Text;

namespace FlinkSql.Functions.Scalar;

/// <summary>IS_ALPHA: whether a text has letters alone.</summary>
public static class IsAlpha
{
    [ScalarFunction("is_alpha(string) -> boolean")]
    public static bool Invoke(ReadOnlySpan<byte> text)
    {
        bool any = !text.IsEmpty;
        while (!text.IsEmpty)
        {
            Rune.DecodeFromUtf8(text, out Rune rune, out int width);
            text = text[width..];
            any &= Rune.IsLetter(rune);
        }

        return any;
    }
}
