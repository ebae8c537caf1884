namespace FlinkSql.Functions.Scalar;

/// <summary>EXP: e to a power.</summary>
public static class Exp
{
    [ScalarFunction("exp(double) -> double")]
    public static double Invoke(double x) => Math.Exp(x);
}
