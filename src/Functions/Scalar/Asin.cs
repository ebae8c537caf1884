namespace FlinkSql.Functions.Scalar;

/// <summary>ASIN: the angle of a sine.</summary>
public static class Asin
{
    [ScalarFunction("asin(double) -> double")]
    public static double Invoke(double x) => Math.Asin(x);
}
