using FlinkSql.Functions.Text;

namespace FlinkSql.Functions.Scalar;

/// <summary>HEX: a number, or the bytes of a text, in hexadecimal digits.</summary>
public static class Hex
{
    [ScalarFunction("hex(bigint) -> string")]
    public static ReadOnlySpan<byte> Invoke(long number, Scratch scratch)
    {
        Span<byte> text = scratch.Take(16);
        number.TryFormat(text, out int length, "X");
        return text[..length];
    }

    [ScalarFunction("hex(string) -> string")]
    [ScalarFunction("hex(bytes) -> string")]
    public static ReadOnlySpan<byte> Invoke(ReadOnlySpan<byte> text, Scratch scratch) => HexText.Upper(text, scratch);
}
