namespace FlinkSql.Functions.Scalar;

/// <summary>ATAN: the angle of a tangent.</summary>
public static class Atan
{
    [ScalarFunction("atan(double) -> double")]
    public static double Invoke(double x) => Math.Atan(x);
}
