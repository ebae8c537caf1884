namespace FlinkSql.Tests.Simulation.Swarm.Plans;

/// <summary>Event-time windows; rows are out of order, but never late.</summary>
internal sealed class WindowPlan() : SqlPlan("window", """
    CREATE TABLE clicks (k STRING, v BIGINT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND)
        WITH ('connector' = 'world');
    CREATE TABLE results (k STRING, start_at TIMESTAMP(3), n BIGINT, total BIGINT, least BIGINT, names STRING)
        WITH ('connector' = 'world');
    INSERT INTO results
    SELECT k, window_start, COUNT(*), SUM(v), MIN(v), MAX(k)
    FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '10' SECOND))
    GROUP BY k, window_start, window_end;
    """)
{
    protected override IReadOnlyDictionary<string, SourceData> MakeTables(int dataSet) =>
        new Dictionary<string, SourceData> { ["clicks"] = TimedRows.Make(dataSet, "window", 300, mostDelay: 5000) };
}
