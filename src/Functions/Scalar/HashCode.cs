using FlinkSql.Functions.Text;

namespace FlinkSql.Functions.Scalar;

/// <summary>HASH_CODE: a number of 31 bits made from a text.</summary>
public static class HashCode
{
    [ScalarFunction("hash_code(string) -> int")]
    public static int Invoke(ReadOnlySpan<byte> text)
    {
        int hash = 0;
        foreach (char unit in Utf16.Of(text))
        {
            hash = unchecked(hash * 31 + unit);
        }

        return hash == int.MinValue ? hash : Math.Abs(hash);
    }
}
