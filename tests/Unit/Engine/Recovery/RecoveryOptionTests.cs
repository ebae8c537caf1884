using FlinkSql.Engine;
using FlinkSql.Runtime.Job;
using Xunit;

namespace FlinkSql.Tests.Unit.Engine.Recovery;

/// <summary>Options of checkpoints and restarts: each has an effect or is an error.</summary>
public class RecoveryOptionTests
{
    [Fact]
    public void Options_make_the_settings_of_a_job()
    {
        var settings = new SessionSettings();
        settings.Set("execution.checkpointing.interval", "3 s");
        settings.Set("execution.checkpointing.timeout", "1 min");
        settings.Set("execution.checkpointing.min-pause", "500 ms");
        settings.Set("execution.checkpointing.tolerable-failed-checkpoints", "2");
        settings.Set("execution.checkpointing.unaligned", "true");
        settings.Set("execution.checkpointing.aligned-checkpoint-timeout", "5 s");
        JobSettings job = settings.ToJobSettings();
        Assert.Equal(TimeSpan.FromSeconds(3), job.Checkpoints.Interval);
        Assert.Equal(TimeSpan.FromMinutes(1), job.Checkpoints.Timeout);
        Assert.Equal(TimeSpan.FromMilliseconds(500), job.Checkpoints.MinPause);
        Assert.Equal(2, job.Checkpoints.TolerableFailures);
        Assert.Equal((true, TimeSpan.FromSeconds(5)), (job.Checkpoints.Unaligned, job.Checkpoints.AlignedTimeout));
        Assert.IsType<ExponentialDelayRestart>(job.Restart);
    }

    [Fact]
    public void Restarts_follow_the_strategy_and_by_default_need_checkpoints()
    {
        var settings = new SessionSettings();
        Assert.Same(RestartStrategy.None, settings.ToJobSettings().Restart);
        settings.Set("restart-strategy", "fixed-delay");
        settings.Set("restart-strategy.fixed-delay.attempts", "3");
        settings.Set("restart-strategy.fixed-delay.delay", "10 s");
        Assert.Equal(new FixedDelayRestart(3, TimeSpan.FromSeconds(10)), settings.ToJobSettings().Restart);
        settings.Set("restart-strategy.type", "failure-rate");
        Assert.Equal(new FailureRateRestart(1, TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(1)), settings.ToJobSettings().Restart);
    }

    [Fact]
    public void Regions_restart_alone_unless_all_of_the_job_is_to()
    {
        var settings = new SessionSettings();
        Assert.True(settings.ToJobSettings().RegionFailover);
        settings.Set("jobmanager.execution.failover-strategy", "full");
        Assert.False(settings.ToJobSettings().RegionFailover);
    }

    [Theory]
    [InlineData("execution.checkpointing.mode", "AT_LEAST_ONCE")]
    [InlineData("execution.checkpointing.externalized-checkpoint-retention", "DELETE_ON_CANCELLATION")]
    [InlineData("execution.checkpointing.max-concurrent-checkpoints", "2")]
    public void What_would_have_no_effect_is_an_error_with_its_reason(string key, string value) =>
        Assert.Equal("FLS4104", Assert.Throws<SettingException>(() => new SessionSettings().Set(key, value)).Code);

    [Theory]
    [InlineData("execution.checkpointing.interval", "5 ms")]
    [InlineData("execution.checkpointing.tolerable-failed-checkpoints", "-1")]
    [InlineData("restart-strategy.exponential-delay.backoff-multiplier", "0.5")]
    [InlineData("restart-strategy.type", "sometimes")]
    [InlineData("execution.checkpointing.aligned-checkpoint-timeout", "-1 s")]
    public void Wrong_values_are_refused(string key, string value) =>
        Assert.Equal("FLS4102", Assert.Throws<SettingException>(() => new SessionSettings().Set(key, value)).Code);

    [Theory]
    [InlineData("SET 'execution.checkpointing.min-pause' = '1 s'", "without 'execution.checkpointing.interval'")]
    [InlineData("SET 'execution.checkpointing.num-retained' = '3'", "without 'execution.checkpointing.dir'")]
    [InlineData("SET 'execution.checkpointing.unaligned.enabled' = 'true'", "without 'execution.checkpointing.interval'")]
    [InlineData("SET 'execution.checkpointing.aligned-checkpoint-timeout' = '1 s'", "without 'execution.checkpointing.unaligned.enabled'")]
    [InlineData("SET 'restart-strategy.fixed-delay.attempts' = '3'", "the restart strategy is none")]
    public void What_has_no_effect_beside_the_others_is_refused_by_the_job(string set, string expected)
    {
        using var engine = new FlinkSqlEngine();
        Session session = engine.OpenSession();
        session.Execute(set);
        session.Execute("CREATE TABLE t (a INT) WITH ('connector' = 'blackhole')");
        var refused = Assert.Throws<EngineException>(() => session.Execute("INSERT INTO t VALUES (1)"));
        Assert.Contains("FLS4105", refused.Message, StringComparison.Ordinal);
        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }
}
