using System.Security.Cryptography;
using FlinkSql.Functions.Text;

// SQL offers these hashes by name; nothing here is protected by them.
#pragma warning disable CA5350, CA5351

namespace FlinkSql.Functions.Scalar;

/// <summary>MD5: the hash of a text or byte string in hexadecimal digits.</summary>
public static class Md5
{
    [ScalarFunction("md5(string) -> string")]
    [ScalarFunction("md5(bytes) -> string")]
    public static ReadOnlySpan<byte> Invoke(ReadOnlySpan<byte> text, Scratch scratch)
    {
        Span<byte> hash = stackalloc byte[MD5.HashSizeInBytes];
        MD5.HashData(text, hash);
        return HexText.Lower(hash, scratch);
    }
}
