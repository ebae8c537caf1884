namespace FlinkSql.Functions.Scalar;

/// <summary>RIGHT: the last characters.</summary>
public static class Right
{
    [ScalarFunction("right(string, int) -> string")]
    public static ReadOnlySpan<byte> Invoke(ReadOnlySpan<byte> text, int length) =>
        length <= 0 ? default : text[CodePoints.Offset(text, CodePoints.Count(text) - (long)length)..];
}
