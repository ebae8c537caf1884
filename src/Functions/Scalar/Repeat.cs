namespace FlinkSql.Functions.Scalar;

/// <summary>REPEAT: a text several times over.</summary>
public static class Repeat
{
    [ScalarFunction("repeat(string, int) -> string")]
    public static ReadOnlySpan<byte> Invoke(ReadOnlySpan<byte> text, int times, Scratch scratch)
    {
        Span<byte> result = scratch.Take(Math.Max(times, 0) * (long)text.Length);
        for (Span<byte> rest = result; !rest.IsEmpty; rest = rest[text.Length..])
        {
            text.CopyTo(rest);
        }

        return result;
    }
}
