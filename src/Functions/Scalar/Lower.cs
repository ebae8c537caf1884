using FlinkSql.Functions.Text;

namespace FlinkSql.Functions.Scalar;

/// <summary>LOWER: the text in lower case.</summary>
public static class Lower
{
    [ScalarFunction("lower(string) -> string")]
    public static ReadOnlySpan<byte> Invoke(ReadOnlySpan<byte> text, Scratch scratch) => TextCase.Lower(text, scratch);
}
