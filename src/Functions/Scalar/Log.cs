namespace FlinkSql.Functions.Scalar;

/// <summary>LOG: the natural logarithm, or the logarithm to a base.</summary>
public static class Log
{
    [ScalarFunction("log(double) -> double")]
    public static double Invoke(double x) => Math.Log(x);

    [ScalarFunction("log(double, double) -> double")]
    public static double Invoke(double @base, double x) => Math.Log(x) / Math.Log(@base);
}
