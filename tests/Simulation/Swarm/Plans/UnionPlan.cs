namespace FlinkSql.Tests.Simulation.Swarm.Plans;

/// <summary>Two sources whose rows are changed one by one.</summary>
internal sealed class UnionPlan() : SqlPlan("union", """
    CREATE TABLE a (k STRING, v BIGINT, ts TIMESTAMP(3)) WITH ('connector' = 'world');
    CREATE TABLE b (k STRING, v BIGINT, ts TIMESTAMP(3)) WITH ('connector' = 'world');
    CREATE TABLE results (k STRING, v BIGINT, origin STRING) WITH ('connector' = 'world');
    INSERT INTO results
    SELECT UPPER(k), v * 2, 'a' FROM a WHERE v > 100
    UNION ALL
    SELECT k, v + 1, 'b' FROM b WHERE k IS NOT NULL;
    """)
{
    protected override IReadOnlyDictionary<string, SourceData> MakeTables(int dataSet) => new Dictionary<string, SourceData>
    {
        ["a"] = TimedRows.Make(dataSet, "union a", 200, 1000),
        ["b"] = TimedRows.Make(dataSet, "union b", dataSet == 0 ? 0 : 100, 1000),
    };
}
