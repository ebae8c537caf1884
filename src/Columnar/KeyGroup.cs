namespace FlinkSql.Columnar;

/// <summary>Stand-in until the real one comes.</summary>
public static class KeyGroup
{
    public static int Of(ulong hash, int maxParallelism) => (int)(hash % (ulong)maxParallelism);

    public static int Owner(int keyGroup, int maxParallelism, int parallelism) => keyGroup * parallelism / maxParallelism;
}
