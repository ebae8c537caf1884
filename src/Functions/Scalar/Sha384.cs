using System.Security.Cryptography;
using FlinkSql.Functions.Text;

namespace FlinkSql.Functions.Scalar;

/// <summary>SHA384: the hash of a text or byte string in hexadecimal digits.</summary>
public static class Sha384
{
    [ScalarFunction("sha384(string) -> string")]
    [ScalarFunction("sha384(bytes) -> string")]
    public static ReadOnlySpan<byte> Invoke(ReadOnlySpan<byte> text, Scratch scratch)
    {
        Span<byte> hash = stackalloc byte[SHA384.HashSizeInBytes];
        SHA384.HashData(text, hash);
        return HexText.Lower(hash, scratch);
    }
}
