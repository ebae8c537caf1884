using System.Text;

namespace FlinkSql.Functions.Scalar;

/// <summary>IS_DIGIT: whether a text has digits alone.</summary>
public static class IsDigit
{
    [ScalarFunction("is_digit(string) -> boolean")]
    public static bool Invoke(ReadOnlySpan<byte> text)
    {
        bool any = !text.IsEmpty;
        while (!text.IsEmpty)
        {
            Rune.DecodeFromUtf8(text, out Rune rune, out int width);
            text = text[width..];
            any &= Rune.IsDigit(rune);
        }

        return any;
    }
}
