namespace FlinkSql.Functions.Scalar;

/// <summary>LOG10: the logarithm to base 10.</summary>
public static class Log10
{
    [ScalarFunction("log10(double) -> double")]
    public static double Invoke(double x) => Math.Log10(x);
}
