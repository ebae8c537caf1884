namespace FlinkSql.Functions.Scalar;

/// <summary>ENDSWITH: whether a text or byte string ends with another.</summary>
public static class EndsWith
{
    [ScalarFunction("endswith(string, string) -> boolean")]
    [ScalarFunction("endswith(bytes, bytes) -> boolean")]
    public static bool Invoke(ReadOnlySpan<byte> text, ReadOnlySpan<byte> part) => text.EndsWith(part);
}
