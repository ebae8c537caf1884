using FlinkSql.Planner;
using FlinkSql.Planner.Explain;
using FlinkSql.Planner.Graph;
using FlinkSql.Planner.Logical;
using Xunit;
using static FlinkSql.Tests.Unit.Planner.TestPlans;

namespace FlinkSql.Tests.Unit.Planner;

public class QueryPlannerTests
{
    private static PlanResult Plan(int parallelism, params LogicalNode[] sinks) =>
        QueryPlanner.Plan(sinks, new PlannerOptions { Parallelism = parallelism });

    private static LogicalAggregate HourlyDelays()
    {
        LogicalNode rows = new LogicalWindow(FlightsInTime(), new TumbleWindow(3_600_000), 2, []);
        return GroupBy(rows, ["origin", "window_start", "window_end"], CountAll(), SumOf(rows, "delay", "total"));
    }

    [Fact]
    public void An_aggregate_over_windows_becomes_a_window_aggregate()
    {
        PlanResult plan = Plan(1, Into(HourlyDelays()));
        string text = PlanPrinter.Print(plan.Physical, new PrintOptions { ChangelogMode = true });
        Assert.Contains("WindowAggregate(groupBy=[origin], window=[TUMBLE(time_col=[ts], size=[1 h])]", text, StringComparison.Ordinal);
        Assert.Contains("start('w$) AS window_start, end('w$) AS window_end], changelogMode=[I]", text, StringComparison.Ordinal);
        Assert.Empty(plan.Diagnostics);
    }

    [Fact]
    public void One_task_runs_everything_at_parallelism_1()
    {
        PlanResult plan = Plan(1, Into(HourlyDelays()));
        Assert.Single(plan.JobGraph!.Vertices);
        Assert.Empty(plan.JobGraph.Edges);
    }

    [Fact]
    public void A_hash_exchange_breaks_the_chain_at_higher_parallelism()
    {
        PlanResult plan = Plan(4, Into(HourlyDelays()));
        Assert.Equal(3, plan.JobGraph!.Vertices.Count);
        JobEdge exchange = plan.JobGraph.Edges[0];
        Assert.Equal(Shipping.Hash, exchange.Shipping);
        Assert.Equal("rows are spread by hash of (origin)", exchange.BreakReason);
    }
}
