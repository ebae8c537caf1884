using FlinkSql.Functions.Text;

namespace FlinkSql.Functions.Scalar;

/// <summary>UPPER: the text in upper case.</summary>
public static class Upper
{
    [ScalarFunction("upper(string) -> string")]
    public static ReadOnlySpan<byte> Invoke(ReadOnlySpan<byte> text, Scratch scratch) => TextCase.Upper(text, scratch);
}
