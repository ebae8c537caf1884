namespace FlinkSql.Functions.Scalar;

/// <summary>POWER: a number to a power.</summary>
public static class Power
{
    [ScalarFunction("power(double, double) -> double")]
    public static double Invoke(double x, double exponent) => Math.Pow(x, exponent);
}
