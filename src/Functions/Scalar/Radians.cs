namespace FlinkSql.Functions.Scalar;

/// <summary>RADIANS: an angle in radians.</summary>
public static class Radians
{
    [ScalarFunction("radians(double) -> double")]
    public static double Invoke(double x) => x * (Math.PI / 180);
}
