using FlinkSql.Functions.Text;

namespace FlinkSql.Functions.Scalar;

/// <summary>LTRIM: without the blanks, or the characters of a set, at the start.</summary>
public static class LTrim
{
    [ScalarFunction("ltrim(string) -> string")]
    public static ReadOnlySpan<byte> Invoke(ReadOnlySpan<byte> text) => Invoke(text, " "u8);

    [ScalarFunction("ltrim(string, string) -> string")]
    public static ReadOnlySpan<byte> Invoke(ReadOnlySpan<byte> text, ReadOnlySpan<byte> set) =>
        TextTrim.Start(text, set);
}
