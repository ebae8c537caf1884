namespace FlinkSql.Functions.Scalar;

/// <summary>COSH: the hyperbolic cosine.</summary>
public static class Cosh
{
    [ScalarFunction("cosh(double) -> double")]
    public static double Invoke(double x) => Math.Cosh(x);
}
