using FlinkSql.Tests.Sql.Harness;

namespace FlinkSql.Tests.Simulation.Swarm.Plans;

/// <summary>
/// Groups over changes of groups: those of the second kind come and go. What is left of the changes in the end does not depend on
/// the order of arrival. Every second seed saves what has changed alone.
/// </summary>
internal sealed class GroupsPlan() : SqlPlan("groups", """
    CREATE TABLE clicks (k STRING, v BIGINT, ts TIMESTAMP(3)) WITH ('connector' = 'world');
    CREATE TABLE results (n BIGINT, customers BIGINT, total BIGINT) WITH ('connector' = 'world');
    INSERT INTO results
    SELECT n, COUNT(*), SUM(total)
    FROM (SELECT k, COUNT(*) AS n, SUM(v) AS total FROM clicks GROUP BY k)
    GROUP BY n;
    """)
{
    public override IEnumerable<string> Output(World world) => Changelog.Folded(world.Broker.Visible).Split('\n');

    protected override IReadOnlyDictionary<string, SourceData> MakeTables(int dataSet) =>
        new Dictionary<string, SourceData> { ["clicks"] = TimedRows.Make(dataSet, "groups", 140, 1000, keys: 40) };
}
