using FlinkSql.Functions.Text;

namespace FlinkSql.Functions.Scalar;

/// <summary>INITCAP: each word with a capital, the other letters small.</summary>
public static class InitCap
{
    [ScalarFunction("initcap(string) -> string")]
    public static ReadOnlySpan<byte> Invoke(ReadOnlySpan<byte> text, Scratch scratch) => TextCase.Initial(text, scratch);
}
