namespace FlinkSql.Functions.Scalar;

/// <summary>LN: the natural logarithm.</summary>
public static class Ln
{
    [ScalarFunction("ln(double) -> double")]
    public static double Invoke(double x) => Math.Log(x);
}
