using FlinkSql.Planner;
using FlinkSql.Tests.Plans;
using Xunit;

namespace FlinkSql.Tests.Unit.Planner.Explain;

/// <summary>Each piece of advice is given where it is due, and nowhere else.</summary>
public class PlanAdvisorTests
{
    private const string Hourly =
        "SELECT window_start, COUNT(*) FROM TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' HOUR) GROUP BY window_start, window_end";

    [Theory]
    [InlineData("ts", "30 s", "FLS3201")]
    [InlineData("ts - INTERVAL '1' SECOND", "30 s", "")]
    [InlineData("ts - INTERVAL '1' SECOND", "0 s", "FLS3205")]
    [InlineData("ts - INTERVAL '1' SECOND", "0 s", "", "'read-parallelism' = '1'")]
    [InlineData("ts - INTERVAL '1' SECOND", "0 s", "", "'bounded' = 'true'")]
    public void Watermarks(string watermark, string idleTimeout, string expected, string option = "'x' = 'y'") =>
        Assert.Equal(expected, Advice(Hourly, watermark, idleTimeout, option));

    [Theory]
    [InlineData("ts TIMESTAMP(3)", "")]
    [InlineData("ts TIMESTAMP_LTZ(3)", "FLS3203")]
    public void Days_in_utc(string column, string expected) =>
        Assert.Equal(expected, Advice(
            Hourly.Replace("'1' HOUR", "'1' DAY", StringComparison.Ordinal), "ts - INTERVAL '1' SECOND", "30 s", column: column));

    [Fact]
    public void State_that_nothing_frees() => Assert.Equal("FLS3202", Advice("SELECT k, COUNT(*) FROM t GROUP BY k", "ts", "30 s"));

    private static string Advice(
        string sql, string watermark, string idleTimeout, string option = "'x' = 'y'", string column = "ts TIMESTAMP(3)")
    {
        var session = new PlanSession
        {
            Options = new PlannerOptions { IdleTimeout = TimeSpan.FromSeconds(int.Parse(idleTimeout.Split(' ')[0])) },
        };
        session.Run($"CREATE TABLE t (k STRING, {column}, WATERMARK FOR ts AS {watermark}) WITH ('connector' = 'test', {option})");
        return string.Join(' ', session.Plan(sql).Advice.Select(advice => advice.Code));
    }
}
