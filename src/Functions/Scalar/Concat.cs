namespace FlinkSql.Functions.Scalar;

/// <summary>CONCAT, and the operator ||: texts one behind the other.</summary>
public static class Concat
{
    [ScalarFunction("concat(string...) -> string")]
    public static ReadOnlySpan<byte> Invoke(TextList texts) => texts.All;

    [ScalarFunction("$concat(string, string) -> string")]
    public static ReadOnlySpan<byte> Invoke(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Scratch scratch)
    {
        Span<byte> result = scratch.Take((long)left.Length + right.Length);
        left.CopyTo(result);
        right.CopyTo(result[left.Length..]);
        return result;
    }

    [ScalarFunction("$concat(bytes, bytes) -> bytes")]
    public static ReadOnlySpan<byte> Bytes(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Scratch scratch) =>
        Invoke(left, right, scratch);
}
