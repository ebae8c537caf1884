using Xunit;

namespace FlinkSql.Tests.Simulation.Rescale;

/// <summary>Jobs go on with their state where it is set to end now, and where it is set to end no more.</summary>
public sealed class StateTtlTests(RescaleEngine engine) : IClassFixture<RescaleEngine>
{
    private const string Ends = "SET 'table.exec.state.ttl' = '1 d';";

    public static IEnumerable<object[]> Plans { get; } = [.. RescalePlan.Ending.Select(plan => new object[] { plan.Name })];

    [Theory]
    [MemberData(nameof(Plans))]
    public void State_is_found_when_it_ends_from_now_on(string plan) => Check(plan, "", Ends);

    [Theory]
    [MemberData(nameof(Plans))]
    public void State_is_found_when_it_ends_no_more(string plan) => Check(plan, Ends, "");

    private void Check(string name, string before, string after)
    {
        RescalePlan plan = RescalePlan.Ending.First(each => each.Name == name);
        for (int seed = 0; seed < 3; seed++)
        {
            var through = new RescaleRun(engine, plan, after, seed);
            through.RunThrough(1);
            var stopped = new RescaleRun(engine, plan, before, seed) { SettingsAfter = after };
            stopped.RunWithStop(2, 3);
            Assert.True(stopped.Stopped, $"seed {seed}: the job ended before it was stopped");
            Assert.True(through.Output == stopped.Output, $"seed {seed}: expected\n{through.Output}\nbut got\n{stopped.Output}");
        }
    }
}
