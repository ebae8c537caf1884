using FlinkSql.Functions.Text;

namespace FlinkSql.Functions.Scalar;

/// <summary>POSITION, also LOCATE: where a text first occurs in another, from 1; 0 where it does not.</summary>
public static class Position
{
    [ScalarFunction("position(string, string) -> int")]
    [ScalarFunction("locate(string, string) -> int")]
    public static int Invoke(ReadOnlySpan<byte> sought, ReadOnlySpan<byte> text) => TextSearch.Position(sought, text, 1);

    [ScalarFunction("position(string, string, int) -> int")]
    [ScalarFunction("locate(string, string, int) -> int")]
    public static int Invoke(ReadOnlySpan<byte> sought, ReadOnlySpan<byte> text, int from) =>
        from < 1 ? 0 : TextSearch.Position(sought, text, from);
}
