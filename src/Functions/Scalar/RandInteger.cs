namespace FlinkSql.Functions.Scalar;

/// <summary>RAND_INTEGER: a random integer from 0 to below a bound, of the query or of a seed.</summary>
public static class RandInteger
{
    [ScalarFunction("rand_integer(int) -> int", Deterministic = false)]
    public static int Invoke(int bound, QueryContext context) => context.Random().NextBelow(Checked(bound));

    [ScalarFunction("rand_integer(int, int) -> int", Deterministic = false)]
    public static int Invoke(int seed, int bound, QueryContext context) => context.Random(seed).NextBelow(Checked(bound));

    private static int Checked(int bound) => bound > 0
        ? bound
        : throw new QueryException("FLS6003", $"the bound of RAND_INTEGER is {bound}; it must be positive");
}
