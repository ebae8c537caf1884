namespace FlinkSql.Functions.Scalar;

/// <summary>SHA224: the hash of a text or byte string in hexadecimal digits.</summary>
public static class Sha224
{
    [ScalarFunction("sha224(string) -> string")]
    [ScalarFunction("sha224(bytes) -> string")]
    public static ReadOnlySpan<byte> Invoke(ReadOnlySpan<byte> text, Scratch scratch)
    {
        Span<byte> hash = stackalloc byte[Text.Sha224.HashBytes];
        Text.Sha224.Hash(text, hash);
        return Text.HexText.Lower(hash, scratch);
    }
}
