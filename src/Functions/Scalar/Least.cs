using FlinkSql.Columnar;
using FlinkSql.Functions.Casts;
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

    /// <summary>Any number of values, in their common type.</summary>
    [ScalarFunction("least(any...) -> infer")]
    public static object? Invoke(object?[] values, DataType[] types, QueryContext context)
    {
        DataType common = CommonType.Of(types);
        object? best = null;
        for (int index = 0; index < values.Length; index++)
        {
            if (!BoxedCast.Try(values[index], types[index], common, context, out object? value) || value is null)
            {
                return null;
            }

            best = best is null || BoxedOrder.Instance.Compare(value, best) < 0 ? value : best;
        }

        return best;
    }

    public static DataType InferResult(ReadOnlySpan<DataType> arguments) => CommonType.Of(arguments);
}
