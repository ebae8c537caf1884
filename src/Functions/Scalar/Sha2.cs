namespace FlinkSql.Functions.Scalar;

/// <summary>
/// SHA2: the hash of the SHA-2 family with that many bits: 224, 256, 384 or 512; NULL for other numbers.
/// </summary>
public static class Sha2
{
    [ScalarFunction("sha2(string, int) -> string")]
    [ScalarFunction("sha2(bytes, int) -> string")]
    public static bool TryInvoke(ReadOnlySpan<byte> text, int bits, Scratch scratch, out ReadOnlySpan<byte> hash)
    {
        switch (bits)
        {
            case 224:
                hash = Sha224.Invoke(text, scratch);
                return true;
            case 256:
                hash = Sha256.Invoke(text, scratch);
                return true;
            case 384:
                hash = Sha384.Invoke(text, scratch);
                return true;
            case 512:
                hash = Sha512.Invoke(text, scratch);
                return true;
            default:
                hash = default;
                return false;
        }
    }
}
