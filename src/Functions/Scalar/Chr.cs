using System.Text;

namespace FlinkSql.Functions.Scalar;

/// <summary>
/// CHR: the character of a number, of which the lowest eight bits count; empty for a negative number.
/// </summary>
public static class Chr
{
    [ScalarFunction("chr(bigint) -> string")]
    public static ReadOnlySpan<byte> Invoke(long number, Scratch scratch)
    {
        Span<byte> text = scratch.Take(2);
        return number < 0 ? default : text[..new Rune((char)(number & 0xFF)).EncodeToUtf8(text)];
    }
}
