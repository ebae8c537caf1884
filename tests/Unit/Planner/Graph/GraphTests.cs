using FlinkSql.Planner;
using FlinkSql.Planner.Graph;
using FlinkSql.Planner.Physical;
using FlinkSql.Tests.Plans;
using Xunit;

namespace FlinkSql.Tests.Unit.Planner.Graph;

public class GraphTests
{
    private const string Both =
        """
        EXECUTE STATEMENT SET BEGIN
        INSERT INTO delays_by_origin SELECT origin, SUM(delay) FROM flights GROUP BY origin;
        INSERT INTO delays_changes SELECT origin, SUM(delay) FROM flights GROUP BY origin;
        END
        """;

    private static PlanResult Plan(string sql, int parallelism = 1, bool chaining = true)
    {
        PlanSession session = PlanTests.NewSession();
        session.Run("CREATE TABLE one_file (a INT) WITH ('connector' = 'test', 'read-parallelism' = '1')");
        session.Options = session.Options with { Parallelism = parallelism, Chaining = chaining };
        return session.Plan(sql);
    }

    [Fact]
    public void Sources_of_a_statement_set_are_read_once() =>
        Assert.Single(Plan(Both).StreamGraph!.Nodes, node => node.Node is PhysicalSource);

    [Fact]
    public void Inserts_of_the_same_rows_both_happen()
    {
        const string Insert = "INSERT INTO delays_changes SELECT origin, delay FROM flights;\n";
        PlanResult plan = Plan($"EXECUTE STATEMENT SET BEGIN\n{Insert}{Insert}END");
        Assert.Equal(2, plan.StreamGraph!.Nodes.Count(node => node.Node is PhysicalSink));
    }

    [Fact]
    public void A_branch_that_is_there_twice_runs_once_and_feeds_twice()
    {
        PlanResult plan = Plan("SELECT origin FROM flights UNION ALL SELECT origin FROM flights");
        Assert.Equal(2, plan.StreamGraph!.Nodes.Count);
        Assert.Equal(2, plan.StreamGraph.Edges.Count(edge => edge.To == 1));
    }

    [Fact]
    public void Only_an_exchange_changes_the_parallelism()
    {
        StreamGraph graph = Plan("SELECT a, COUNT(*) FROM one_file WHERE a > 1 GROUP BY a", 4).StreamGraph!;
        Assert.Equal([1, 1, 4, 1], graph.Nodes.Select(node => node.Parallelism));
        Assert.Equal([Shipping.Forward, Shipping.Hash, Shipping.Global], graph.Edges.Select(edge => edge.Shipping));
    }

    [Fact]
    public void Without_chaining_every_operator_is_a_vertex()
    {
        PlanResult plan = Plan("SELECT a + 1 FROM one_file", chaining: false);
        Assert.Equal(plan.StreamGraph!.Nodes.Count, plan.JobGraph!.Vertices.Count);
        Assert.All(plan.JobGraph.Edges, edge => Assert.Equal("pipeline.operator-chaining is false", edge.BreakReason));
    }

    [Fact]
    public void Without_chaining_a_watermark_stays_with_its_source()
    {
        PlanResult plan = Plan(
            "SELECT window_start, COUNT(*) FROM TUMBLE(TABLE flights, DESCRIPTOR(ts), INTERVAL '1' HOUR) "
            + "GROUP BY window_start, window_end",
            chaining: false);
        Assert.Contains(plan.JobGraph!.Vertices, vertex => vertex.Name.EndsWith("-> WatermarkAssigner", StringComparison.Ordinal));
        Assert.DoesNotContain(
            plan.JobGraph.Vertices, vertex => vertex.Name.StartsWith("WatermarkAssigner", StringComparison.Ordinal));
    }

    [Fact]
    public void A_uid_is_made_of_what_an_operator_computes()
    {
        string Uid(string sql) => Plan(sql).StreamGraph!.Nodes.Single(node => node.Node is PhysicalGroupAggregate).Uid;
        string uid = Uid("SELECT origin, COUNT(*) AS n FROM flights GROUP BY origin");
        Assert.Equal(uid, Uid("SELECT n FROM (SELECT origin, COUNT(*) AS n\nFROM flights GROUP BY origin) WHERE n > 1"));
        Assert.NotEqual(uid, Uid("SELECT carrier, COUNT(*) AS n FROM flights GROUP BY carrier"));
    }

    [Fact]
    public void A_uid_does_not_change_with_what_passes_by_the_state_of_an_operator()
    {
        const string Windows = " FROM TUMBLE(TABLE flights, DESCRIPTOR(ts), INTERVAL '1' HOUR) GROUP BY window_start, window_end, origin";
        string[] uids = Uids("SELECT origin, COUNT(*) AS n" + Windows);
        Assert.Equal(uids, Uids("SELECT window_end, window_start, origin AS o, COUNT(*)" + Windows));
        Assert.Equal(uids, Uids(
            "SELECT origin, COUNT(*) AS n FROM TUMBLE(TABLE (SELECT ts, origin, carrier FROM flights), DESCRIPTOR(ts), INTERVAL '1' HOUR) "
            + "GROUP BY window_start, window_end, origin"));
        Assert.Equal(uids, Uids("SELECT origin, COUNT(*) AS n" + Windows, parallelism: 4));
        Assert.Equal(uids, Uids("SELECT origin, COUNT(*) AS n" + Windows, chaining: false));
    }

    [Theory]
    [InlineData("SELECT origin, SUM(delay) AS n FROM flights WHERE delay > 1 GROUP BY origin")]
    [InlineData("SELECT origin, SUM(delay + 1) AS n FROM flights GROUP BY origin")]
    [InlineData("SELECT origin, MAX(delay) AS n FROM flights GROUP BY origin")]
    [InlineData("SELECT origin, SUM(DISTINCT delay) AS n FROM flights GROUP BY origin")]
    [InlineData("SELECT origin, SUM(delay) FILTER (WHERE delay > 1) AS n FROM flights GROUP BY origin")]
    [InlineData("SELECT origin, SUM(CAST(delay AS DOUBLE)) AS n FROM flights GROUP BY origin")]
    [InlineData("SELECT UPPER(origin), SUM(delay) AS n FROM flights GROUP BY UPPER(origin)")]
    public void A_uid_changes_with_what_the_state_is_made_from(string sql)
    {
        string aggregate = Uids("SELECT origin, SUM(delay) AS n FROM flights GROUP BY origin").Single();
        Assert.NotEqual(aggregate, Uids(sql).Single());
    }

    [Fact]
    public void Uids_of_a_job_differ()
    {
        StreamGraph graph = Plan(Both, 2).StreamGraph!;
        Assert.Equal(graph.Nodes.Count, graph.Nodes.Select(node => node.Uid).Distinct().Count());
    }

    [Fact]
    public void Every_edge_of_a_job_ends_at_the_head_of_a_chain()
    {
        JobGraph job = Plan(Both, 2).JobGraph!;
        Assert.All(job.Edges, edge => Assert.Equal(-1, job.Vertices[edge.ToVertex].Chain[0].FedBy));
        Assert.All(job.Vertices, vertex => Assert.All(
            vertex.Chain.Skip(1), node => Assert.InRange(node.FedBy, 0, vertex.Chain.Count - 1)));
    }

    private static string[] Uids(string sql, int parallelism = 1, bool chaining = true) =>
    [
        .. Plan(sql, parallelism, chaining).StreamGraph!.Nodes
            .Where(node => node.Node is PhysicalGroupAggregate or PhysicalWindowAggregate).Select(node => node.Uid),
    ];
}
