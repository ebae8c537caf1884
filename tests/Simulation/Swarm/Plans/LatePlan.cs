namespace FlinkSql.Tests.Simulation.Swarm.Plans;

/// <summary>
/// Rows that are late, and dropped. The table has one split, so which rows are late follows from their order alone.
/// </summary>
internal sealed class LatePlan() : SqlPlan("late", """
    CREATE TABLE clicks (k STRING, v BIGINT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND)
        WITH ('connector' = 'world', 'scan.watermark.emit.strategy' = 'on-event');
    CREATE TABLE results (k STRING, start_at TIMESTAMP(3), n BIGINT, total BIGINT) WITH ('connector' = 'world');
    INSERT INTO results
    SELECT k, window_start, COUNT(*), SUM(v)
    FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '5' SECOND))
    GROUP BY k, window_start, window_end;
    """)
{
    protected override IReadOnlyDictionary<string, SourceData> MakeTables(int dataSet) => new Dictionary<string, SourceData>
    {
        ["clicks"] = TimedRows.Make(dataSet, "late", 300, mostDelay: 20_000, mostSplits: 1),
    };
}
