namespace FlinkSql.Functions.Scalar;

/// <summary>PI: the ratio of a circle to its diameter.</summary>
public static class Pi
{
    [ScalarFunction("pi() -> double")]
    public static double Invoke() => Math.PI;
}
