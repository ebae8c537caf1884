using FlinkSql.Functions.Text;

namespace FlinkSql.Functions.Scalar;

/// <summary>LPAD: text brought to a length by cutting it or by padding its start.</summary>
public static class LPad
{
    [ScalarFunction("lpad(string, int, string) -> string")]
    public static bool TryInvoke(
        ReadOnlySpan<byte> text, int length, ReadOnlySpan<byte> padding, Scratch scratch, out ReadOnlySpan<byte> result) =>
        TextPad.TryPad(text, length, padding, left: true, scratch, out result);
}
