using FlinkSql.Functions.Text;

namespace FlinkSql.Functions.Scalar;

/// <summary>
/// INSTR: where the n-th occurrence of a text begins, searched from a position, backwards if it is negative.
/// </summary>
public static class Instr
{
    [ScalarFunction("instr(string, string) -> int")]
    public static int Invoke(ReadOnlySpan<byte> text, ReadOnlySpan<byte> sought) => TextSearch.Position(sought, text, 1);

    [ScalarFunction("instr(string, string, int) -> int")]
    public static int Invoke(ReadOnlySpan<byte> text, ReadOnlySpan<byte> sought, int from) => Invoke(text, sought, from, 1);

    [ScalarFunction("instr(string, string, int, int) -> int")]
    public static int Invoke(ReadOnlySpan<byte> text, ReadOnlySpan<byte> sought, int from, int occurrence)
    {
        if (occurrence <= 0)
        {
            throw new QueryException("FLS6003", $"INSTR looks for occurrence {occurrence}; the first is 1");
        }

        return from == 0 ? 0
            : from > 0 ? TextSearch.Forward(text, sought, from, occurrence)
            : TextSearch.Backward(text, sought, -from, occurrence);
    }
}
