namespace FlinkSql.Functions.Scalar;

/// <summary>SQRT: the square root.</summary>
public static class Sqrt
{
    [ScalarFunction("sqrt(double) -> double")]
    public static double Invoke(double x) => Math.Sqrt(x);
}
