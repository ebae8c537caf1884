namespace FlinkSql.Tests.Simulation.Rescale;

/// <summary>A query of the matrix; its INSERT is into the table <c>results</c>.</summary>
/// <param name="Name">What the matrix calls it.</param>
/// <param name="Insert">The statement.</param>
/// <param name="Results">The columns of the table that is written.</param>
internal sealed record RescalePlan(string Name, string Insert, string Results)
{
    public static IReadOnlyList<RescalePlan> All { get; } =
    [
        new(
            "window",
            """
            INSERT INTO results SELECT k, window_start, COUNT(*), SUM(v), MAX(k)
            FROM TABLE(TUMBLE(TABLE a, DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY k, window_start, window_end
            """,
            "k STRING, start_at TIMESTAMP(3), n BIGINT, total BIGINT, last STRING"),
        new(
            "session",
            """
            INSERT INTO results SELECT k, window_start, window_end, COUNT(*), SUM(v)
            FROM TABLE(SESSION(TABLE a PARTITION BY k, DESCRIPTOR(ts), INTERVAL '4' SECOND)) GROUP BY k, window_start, window_end
            """,
            "k STRING, start_at TIMESTAMP(3), end_at TIMESTAMP(3), n BIGINT, total BIGINT"),
        new(
            "group",
            "INSERT INTO results SELECT k, COUNT(*), SUM(v), MIN(v), COUNT(DISTINCT MOD(v, 10)) FROM a GROUP BY k",
            "k STRING, n BIGINT, total BIGINT, least BIGINT, digits BIGINT"),
        new(
            "top",
            """
            INSERT INTO results SELECT k, v, rn
            FROM (SELECT k, v, ROW_NUMBER() OVER (PARTITION BY k ORDER BY v DESC) AS rn FROM a) WHERE rn <= 3
            """,
            "k STRING, v BIGINT, rn BIGINT"),
        new(
            "union",
            """
            INSERT INTO results SELECT k, window_start, COUNT(*), SUM(v) FROM TABLE(HOP(
                TABLE both_of_them, DESCRIPTOR(ts), INTERVAL '5' SECOND, INTERVAL '10' SECOND))
            GROUP BY k, window_start, window_end
            """,
            "k STRING, start_at TIMESTAMP(3), n BIGINT, total BIGINT"),
        new(
            "files",
            """
            INSERT INTO results SELECT k, window_start, window_end, SUM(v)
            FROM TABLE(CUMULATE(TABLE a, DESCRIPTOR(ts), INTERVAL '5' SECOND, INTERVAL '10' SECOND)) GROUP BY k, window_start, window_end
            """,
            "k STRING, start_at TIMESTAMP(3), end_at TIMESTAMP(3), total BIGINT")
        {
            Sink = "'connector' = 'files', 'path' = '/out', 'format' = 'csv', 'sink.rolling-policy.file-size' = '200b'",
        },
    ];

    /// <summary>Those whose state ends where <c>table.exec.state.ttl</c> is set.</summary>
    public static IReadOnlyList<RescalePlan> Ending { get; } =
    [
        .. All.Where(plan => plan.Name is "group" or "top"),
        new(
            "small",
            "INSERT INTO results SELECT k, MIN(CAST(MOD(v, 100) AS SMALLINT)) FROM a GROUP BY k",
            "k STRING, least SMALLINT"),
        new("distinct", "INSERT INTO results SELECT DISTINCT k FROM a", "k STRING"),
        new(
            "last",
            """
            INSERT INTO results SELECT k, v
            FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY k, v ORDER BY ts DESC) AS rn FROM a) WHERE rn = 1
            """,
            "k STRING, v BIGINT"),
        new(
            "retracted",
            "INSERT INTO results SELECT n, COUNT(*) FROM (SELECT k, COUNT(*) AS n FROM a GROUP BY k) GROUP BY n",
            "n BIGINT, groups BIGINT"),
    ];

    /// <summary>The options of the table that is written.</summary>
    public string Sink { get; private init; } = "'connector' = 'rescale'";

    public bool WritesFiles => Sink.Contains("'files'", StringComparison.Ordinal);

    /// <summary>The tables it reads.</summary>
    public IReadOnlyList<string> Tables => Name == "union" ? ["a", "b"] : ["a"];

    public string Script => $"""
        {string.Join('\n', Tables.Select(table => $"CREATE TABLE {table} (k STRING, v BIGINT, ts TIMESTAMP(3), "
            + "WATERMARK FOR ts AS ts - INTERVAL '5' SECOND) WITH ('connector' = 'rescale');"))}
        {(Tables.Count == 2 ? "CREATE VIEW both_of_them AS SELECT k, v, ts FROM a UNION ALL SELECT k, v + 1, ts FROM b;" : "")}
        CREATE TABLE results ({Results}) WITH ({Sink});
        {Insert};
        """;
}
