namespace FlinkSql.Functions.Scalar;

/// <summary>E: the base of the natural logarithm.</summary>
public static class E
{
    [ScalarFunction("e() -> double")]
    public static double Invoke() => Math.E;
}
