namespace FlinkSql.Functions.Scalar;

/// <summary>TANH: the hyperbolic tangent.</summary>
public static class Tanh
{
    [ScalarFunction("tanh(double) -> double")]
    public static double Invoke(double x) => Math.Tanh(x);
}
