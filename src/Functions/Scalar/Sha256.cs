using System.Security.Cryptography;
using FlinkSql.Functions.Text;

namespace FlinkSql.Functions.Scalar;

/// <summary>SHA256: the hash of a text or byte string in hexadecimal digits.</summary>
public static class Sha256
{
    [ScalarFunction("sha256(string) -> string")]
    [ScalarFunction("sha256(bytes) -> string")]
    public static ReadOnlySpan<byte> Invoke(ReadOnlySpan<byte> text, Scratch scratch)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text, hash);
        return HexText.Lower(hash, scratch);
    }
}
