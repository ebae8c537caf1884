namespace FlinkSql.Functions.Scalar;

/// <summary>OCTET_LENGTH: how many bytes a text or byte string has.</summary>
public static class OctetLength
{
    [ScalarFunction("octet_length(string) -> int")]
    [ScalarFunction("octet_length(bytes) -> int")]
    public static int Invoke(ReadOnlySpan<byte> text) => text.Length;
}
