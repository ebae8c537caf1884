namespace FlinkSql.Functions.Scalar;

/// <summary>SIN: the sine of an angle in radians.</summary>
public static class Sin
{
    [ScalarFunction("sin(double) -> double")]
    public static double Invoke(double x) => Math.Sin(x);
}
