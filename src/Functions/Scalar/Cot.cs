namespace FlinkSql.Functions.Scalar;

/// <summary>COT: the cotangent of an angle in radians.</summary>
public static class Cot
{
    [ScalarFunction("cot(double) -> double")]
    public static double Invoke(double x) => 1 / Math.Tan(x);
}
