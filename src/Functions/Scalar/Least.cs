using FlinkSql.Functions.State;

namespace FlinkSql.Functions.Scalar;

/// <summary>LEAST: the least of the values; NULL if one is NULL.</summary>
public static class Least
{
    [ScalarFunction("least(int, int) -> int")]
    public static int Invoke(int x, int y) => x < y ? x : y;

    [ScalarFunction("least(bigint, bigint) -> bigint")]
    public static long Invoke(long x, long y) => x < y ? x : y;

    [ScalarFunction("least(double, double) -> double")]
    public static double Invoke(double x, double y) => ValueOrder.Compare(x, y) < 0 ? x : y;

    [ScalarFunction("least(string, string) -> string")]
    public static ReadOnlySpan<byte> Invoke(ReadOnlySpan<byte> x, ReadOnlySpan<byte> y) =>
        x.SequenceCompareTo(y) < 0 ? x : y;

    /// <summary>Any number of values of one type.</summary>
    [ScalarFunction("least(any...) -> $0")]
    public static object? Invoke(object?[] values)
    {
        object? best = values[0];
        foreach (object? value in values)
        {
            best = BoxedOrder.Instance.Compare(value, best) < 0 ? value : best;
        }

        return best;
    }
}
