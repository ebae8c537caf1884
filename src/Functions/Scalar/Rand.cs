namespace FlinkSql.Functions.Scalar;

/// <summary>RAND: a random number from 0 to below 1, of the query or of a seed.</summary>
public static class Rand
{
    [ScalarFunction("rand() -> double", Deterministic = false)]
    public static double Invoke(QueryContext context) => context.Random().NextDouble();

    [ScalarFunction("rand(int) -> double", Deterministic = false)]
    public static double Invoke(int seed, QueryContext context) => context.Random(seed).NextDouble();
}
