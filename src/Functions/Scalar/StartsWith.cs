namespace FlinkSql.Functions.Scalar;

/// <summary>STARTSWITH: whether a text or byte string begins with another.</summary>
public static class StartsWith
{
    [ScalarFunction("startswith(string, string) -> boolean")]
    [ScalarFunction("startswith(bytes, bytes) -> boolean")]
    public static bool Invoke(ReadOnlySpan<byte> text, ReadOnlySpan<byte> part) => text.StartsWith(part);
}
