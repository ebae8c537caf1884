namespace FlinkSql.Functions.Scalar;

/// <summary>ACOS: the angle of a cosine.</summary>
public static class Acos
{
    [ScalarFunction("acos(double) -> double")]
    public static double Invoke(double x) => Math.Acos(x);
}
