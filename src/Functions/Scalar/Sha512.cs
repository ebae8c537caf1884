using System.Security.Cryptography;
using FlinkSql.Functions.Text;

namespace FlinkSql.Functions.Scalar;

/// <summary>SHA512: the hash of a text or byte string in hexadecimal digits.</summary>
public static class Sha512
{
    [ScalarFunction("sha512(string) -> string")]
    [ScalarFunction("sha512(bytes) -> string")]
    public static ReadOnlySpan<byte> Invoke(ReadOnlySpan<byte> text, Scratch scratch)
    {
        Span<byte> hash = stackalloc byte[SHA512.HashSizeInBytes];
        SHA512.HashData(text, hash);
        return HexText.Lower(hash, scratch);
    }
}
