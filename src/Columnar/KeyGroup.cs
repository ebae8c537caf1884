namespace FlinkSql.Columnar;

/// <summary>
/// Key groups: the unit in which keyed state is kept and moved. A key belongs to one of <c>maxParallelism</c> groups
/// for the life of a job, and each group to one subtask at any parallelism, in contiguous ranges.
/// </summary>
public static class KeyGroup
{
    /// <summary>Groups of a job that does not say otherwise.</summary>
    public const int DefaultMaxParallelism = 128;

    /// <summary>The group of a key by its hash: 0 to <paramref name="maxParallelism"/> - 1.</summary>
    public static int Of(ulong hash, int maxParallelism) =>
        (int)Math.BigMul(hash, (ulong)maxParallelism, out _);

    /// <summary>The subtask that owns a group.</summary>
    public static int Owner(int keyGroup, int maxParallelism, int parallelism) =>
        (int)((long)keyGroup * parallelism / maxParallelism);

    /// <summary>The groups that a subtask owns; there may be none if there are more subtasks than groups.</summary>
    public static KeyGroupRange Range(int subtask, int maxParallelism, int parallelism)
    {
        int first = FirstOf(subtask, maxParallelism, parallelism);
        return new KeyGroupRange(first, FirstOf(subtask + 1, maxParallelism, parallelism) - first);
    }

    private static int FirstOf(int subtask, int maxParallelism, int parallelism) =>
        (int)(((long)subtask * maxParallelism + parallelism - 1) / parallelism);
}
