namespace FlinkSql.Functions.Scalar;

/// <summary>SINH: the hyperbolic sine.</summary>
public static class Sinh
{
    [ScalarFunction("sinh(double) -> double")]
    public static double Invoke(double x) => Math.Sinh(x);
}
