using FlinkSql.Functions.Text;

namespace FlinkSql.Functions.Scalar;

/// <summary>RPAD: text brought to a length by cutting it or by padding its end.</summary>
public static class RPad
{
    [ScalarFunction("rpad(string, int, string) -> string")]
    public static bool TryInvoke(
        ReadOnlySpan<byte> text, int length, ReadOnlySpan<byte> padding, Scratch scratch, out ReadOnlySpan<byte> result) =>
        TextPad.TryPad(text, length, padding, left: false, scratch, out result);
}
