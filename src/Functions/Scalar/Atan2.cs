namespace FlinkSql.Functions.Scalar;

/// <summary>ATAN2: the angle of a point.</summary>
public static class Atan2
{
    [ScalarFunction("atan2(double, double) -> double")]
    public static double Invoke(double y, double x) => Math.Atan2(y, x);
}
