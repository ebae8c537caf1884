namespace FlinkSql.Functions.Scalar;

/// <summary>BIN: a number in binary digits.</summary>
public static class Bin
{
    [ScalarFunction("bin(bigint) -> string")]
    public static ReadOnlySpan<byte> Invoke(long number, Scratch scratch)
    {
        Span<byte> text = scratch.Take(64);
        number.TryFormat(text, out int length, "B");
        return text[..length];
    }
}
