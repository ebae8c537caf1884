namespace FlinkSql.Functions.Scalar;

/// <summary>LEFT: the first characters.</summary>
public static class Left
{
    [ScalarFunction("left(string, int) -> string")]
    public static ReadOnlySpan<byte> Invoke(ReadOnlySpan<byte> text, int length) =>
        length >= text.Length ? text : text[..CodePoints.Offset(text, length)];
}
