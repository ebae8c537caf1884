using System.Security.Cryptography;
using FlinkSql.Functions.Text;

// SQL offers these hashes by name; nothing here is protected by them.
#pragma warning disable CA5350, CA5351

namespace FlinkSql.Functions.Scalar;

/// <summary>SHA1: the hash of a text or byte string in hexadecimal digits.</summary>
public static class Sha1
{
    [ScalarFunction("sha1(string) -> string")]
    [ScalarFunction("sha1(bytes) -> string")]
    public static ReadOnlySpan<byte> Invoke(ReadOnlySpan<byte> text, Scratch scratch)
    {
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        SHA1.HashData(text, hash);
        return HexText.Lower(hash, scratch);
    }
}
