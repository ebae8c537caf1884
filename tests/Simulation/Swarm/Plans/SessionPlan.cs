using FlinkSql.Tests.Sql.Harness;

namespace FlinkSql.Tests.Simulation.Swarm.Plans;

/// <summary>
/// Session windows that take rows for a while behind their end. Rows are later than the watermark, but not later than
/// what is allowed: which changes come depends on the order of arrival, what is left of them does not.
/// </summary>
internal sealed class SessionPlan() : SqlPlan("session", """
    CREATE TABLE clicks (k STRING, v BIGINT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND)
        WITH ('connector' = 'world');
    CREATE TABLE results (k STRING, start_at TIMESTAMP(3), end_at TIMESTAMP(3), n BIGINT, total BIGINT)
        WITH ('connector' = 'world');
    INSERT INTO results
    SELECT k, window_start, window_end, COUNT(*), SUM(v)
    FROM TABLE(SESSION(TABLE clicks PARTITION BY k, DESCRIPTOR(ts), INTERVAL '4' SECOND))
    GROUP BY k, window_start, window_end
    EMIT AFTER WINDOW CLOSE AND ALLOWED LATENESS INTERVAL '30' SECOND;
    """)
{
    public override IEnumerable<string> Output(World world) => Changelog.Folded(world.Broker.Visible).Split('\n');

    protected override IReadOnlyDictionary<string, SourceData> MakeTables(int dataSet) =>
        new Dictionary<string, SourceData> { ["clicks"] = TimedRows.Make(dataSet, "session", 300, mostDelay: 20_000, keys: 5) };
}
