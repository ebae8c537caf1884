namespace FlinkSql.Functions.Scalar;

/// <summary>COS: the cosine of an angle in radians.</summary>
public static class Cos
{
    [ScalarFunction("cos(double) -> double")]
    public static double Invoke(double x) => Math.Cos(x);
}
