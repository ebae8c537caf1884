using FlinkSql.Functions.Text;

namespace FlinkSql.Functions.Scalar;

/// <summary>BTRIM, also TRIM: without the blanks, or the characters of a set, at both ends.</summary>
public static class BTrim
{
    [ScalarFunction("btrim(string) -> string")]
    [ScalarFunction("trim(string) -> string")]
    public static ReadOnlySpan<byte> Invoke(ReadOnlySpan<byte> text) => Invoke(text, " "u8);

    [ScalarFunction("btrim(string, string) -> string")]
    [ScalarFunction("trim(string, string) -> string")]
    public static ReadOnlySpan<byte> Invoke(ReadOnlySpan<byte> text, ReadOnlySpan<byte> set) =>
        TextTrim.End(TextTrim.Start(text, set), set);
}
