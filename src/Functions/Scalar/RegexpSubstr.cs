namespace FlinkSql.Functions.Scalar;

/// <summary>REGEXP_SUBSTR: the first match; NULL where there is none.</summary>
public static class RegexpSubstr
{
    [ScalarFunction("regexp_substr(string, string) -> string")]
    public static bool TryInvoke(
        ReadOnlySpan<byte> text, ReadOnlySpan<byte> pattern, Scratch scratch, out ReadOnlySpan<byte> result) =>
        RegexpExtract.TryInvoke(text, pattern, 0, scratch, out result);
}
