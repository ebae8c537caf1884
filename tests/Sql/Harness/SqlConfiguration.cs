namespace FlinkSql.Tests.Sql.Harness;

/// <summary>One way to run a test: its results must not depend on it.</summary>
public sealed record SqlConfiguration(int BatchSize, int Parallelism, long Seed)
{
    public static List<int> BatchSizes { get; } = [1, 7, 1024, 65536];

    /// <summary>Every batch size at parallelism 1 and 4, each with a schedule of its own.</summary>
    public static IReadOnlyList<SqlConfiguration> All { get; } =
        [.. from batch in BatchSizes
            from parallelism in new[] { 1, 4 }
            select new SqlConfiguration(batch, parallelism, (batch * 31L) + parallelism)];

    public override string ToString() => $"batch size {BatchSize}, parallelism {Parallelism}, seed {Seed}";
}
