using FlinkSql.Planner;
using FlinkSql.Planner.Catalog;
using FlinkSql.Planner.Physical;
using FlinkSql.Tests.Plans;
using Xunit;

namespace FlinkSql.Tests.Unit.Planner.Physical;

public class TraitTests
{
    private static PhysicalNode Sink(string sql, int parallelism = 1)
    {
        PlanSession session = PlanTests.NewSession();
        session.Options = session.Options with { Parallelism = parallelism };
        PlanResult plan = session.Plan(sql);
        Assert.Empty(plan.Diagnostics);
        return plan.Physical[0];
    }

    private static T Find<T>(PhysicalNode node)
        where T : PhysicalNode => All(node).OfType<T>().First();

    private static IEnumerable<PhysicalNode> All(PhysicalNode node) => node.Inputs.SelectMany(All).Prepend(node);

    [Theory]
    [InlineData("SELECT origin, delay FROM flights", "[I]")]
    [InlineData("SELECT origin, COUNT(*) FROM flights GROUP BY origin", "[I,UB,UA]")]
    [InlineData("SELECT DISTINCT origin FROM flights", "[I]")]
    [InlineData("SELECT DISTINCT city FROM airports", "[I,D]")]
    [InlineData("SELECT city, COUNT(*) FROM airports GROUP BY city", "[I,UB,UA,D]")]
    [InlineData("SELECT COUNT(*) FROM flights", "[I,UB,UA]")]
    [InlineData("SELECT origin FROM flights LIMIT 3", "[I]")]
    [InlineData("SELECT id, price FROM orders", "[I,UB,UA,D]")]
    [InlineData("SELECT code FROM airports", "[I,UB,UA,D]")]
    public void A_query_gives_these_kinds_of_rows(string sql, string mode) => Assert.Equal(mode, Sink(sql).Traits.Mode.Print());

    [Fact]
    public void A_sink_with_the_key_of_the_groups_gets_no_update_before()
    {
        var group = Find<PhysicalGroupAggregate>(Sink("INSERT INTO delays_by_origin SELECT origin, COUNT(*) FROM flights GROUP BY origin"));
        Assert.False(group.EmitsUpdateBefore);
    }

    [Fact]
    public void A_filter_on_what_changes_needs_update_before()
    {
        var group = Find<PhysicalGroupAggregate>(Sink(
            "INSERT INTO delays_by_origin SELECT origin, COUNT(*) FROM flights GROUP BY origin HAVING COUNT(*) < 10"));
        Assert.True(group.EmitsUpdateBefore);
    }

    [Fact]
    public void An_aggregate_below_an_aggregate_needs_update_before()
    {
        PhysicalGroupAggregate[] groups = [.. All(Sink(
            "INSERT INTO delays_by_origin SELECT o, SUM(n) FROM (SELECT carrier, MAX(origin) AS o, COUNT(*) AS n FROM flights GROUP BY carrier) GROUP BY o"))
            .OfType<PhysicalGroupAggregate>()];
        Assert.False(groups[0].EmitsUpdateBefore);
        Assert.True(groups[0].InputRetracts);
        Assert.True(groups[1].EmitsUpdateBefore);
        Assert.False(groups[1].InputRetracts);
    }

    [Fact]
    public void Aggregates_take_the_variant_that_suits_their_input()
    {
        var inserts = Find<PhysicalGroupAggregate>(Sink("SELECT origin, MAX(delay) FROM flights GROUP BY origin"));
        Assert.False(inserts.Aggregates[0].Function.Retracts);
        var changes = Find<PhysicalGroupAggregate>(Sink("SELECT city, MAX(code) FROM airports GROUP BY city"));
        Assert.True(changes.Aggregates[0].Function.Retracts);
    }

    [Fact]
    public void Rows_that_lie_by_the_keys_are_not_spread_again()
    {
        PhysicalNode sink = Sink(
            "SELECT origin, MAX(n) FROM (SELECT origin, COUNT(*) AS n FROM flights GROUP BY origin) GROUP BY origin", 4);
        Assert.Single(All(sink).OfType<PhysicalExchange>());
    }

    [Fact]
    public void Upserts_are_completed_by_key()
    {
        PhysicalNode sink = Sink("SELECT city FROM airports");
        PhysicalChangelogNormalize normalize = Find<PhysicalChangelogNormalize>(sink);
        Assert.Equal("code", normalize.Schema[normalize.Keys[0]].Name);
    }

    [Theory]
    [InlineData("SELECT origin FROM flights", StateBoundKind.Stateless)]
    [InlineData("SELECT origin, COUNT(*) FROM flights GROUP BY origin", StateBoundKind.GrowsWithKeys)]
    [InlineData("SELECT COUNT(*) FROM flights", StateBoundKind.Bounded)]
    [InlineData("SELECT window_end, COUNT(*) FROM TUMBLE(TABLE flights, DESCRIPTOR(ts), INTERVAL '1' HOUR) GROUP BY window_start, window_end", StateBoundKind.Bounded)]
    [InlineData("SELECT origin FROM flights LIMIT 3", StateBoundKind.Bounded)]
    public void The_worst_state_of_a_query_is(string sql, StateBoundKind kind) =>
        Assert.Equal(kind, All(Sink(sql)).Max(node => node.Traits.State.Kind));
}
