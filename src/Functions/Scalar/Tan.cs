namespace FlinkSql.Functions.Scalar;

/// <summary>TAN: the tangent of an angle in radians.</summary>
public static class Tan
{
    [ScalarFunction("tan(double) -> double")]
    public static double Invoke(double x) => Math.Tan(x);
}
