namespace FlinkSql.Functions.Scalar;

/// <summary>CHAR_LENGTH, also CHARACTER_LENGTH: how many characters a text has.</summary>
public static class CharLength
{
    [ScalarFunction("char_length(string) -> int")]
    [ScalarFunction("character_length(string) -> int")]
    public static int Invoke(ReadOnlySpan<byte> text) => CodePoints.Count(text);
}
