namespace FlinkSql.Functions.Scalar;

/// <summary>LOG2: the logarithm to base 2, as a quotient of natural logarithms, like Flink.</summary>
public static class Log2
{
    [ScalarFunction("log2(double) -> double")]
    public static double Invoke(double x) => Math.Log(x) / Math.Log(2);
}
