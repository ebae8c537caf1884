using FlinkSql.Functions.Text;

namespace FlinkSql.Functions.Scalar;

/// <summary>RTRIM: without the blanks, or the characters of a set, at the end.</summary>
public static class RTrim
{
    [ScalarFunction("rtrim(string) -> string")]
    public static ReadOnlySpan<byte> Invoke(ReadOnlySpan<byte> text) => Invoke(text, " "u8);

    [ScalarFunction("rtrim(string, string) -> string")]
    public static ReadOnlySpan<byte> Invoke(ReadOnlySpan<byte> text, ReadOnlySpan<byte> set) =>
        TextTrim.End(text, set);
}
