namespace FlinkSql.Functions.Scalar;

/// <summary>DEGREES: an angle in degrees.</summary>
public static class Degrees
{
    [ScalarFunction("degrees(double) -> double")]
    public static double Invoke(double x) => x * (180 / Math.PI);
}
