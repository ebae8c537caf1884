using FlinkSql.Engine;
using Xunit;

namespace FlinkSql.Tests.Unit.Engine.Recovery;

/// <summary>What a changed job finds of its state, told before it runs.</summary>
public sealed class RestoreTests : IDisposable
{
    private readonly RecoveryRun _run = new();

    public RestoreTests()
    {
        RunningJob job = _run.Start(RecoveryRun.Sums);
        _run.RunFor(TimeSpan.FromMilliseconds(1500));
        _run.Until(job.StopWithSavepointAsync(Saved));
        _run.Until(job.Completion());
        _run.Begin();
    }

    private string Saved => Path.Combine(_run.Folder, "saved");

    private string Changed => RecoveryRun.Sums.Replace("SUM(id)", "MAX(id)", StringComparison.Ordinal);

    public void Dispose() => _run.Dispose();

    [Fact]
    public void The_same_job_takes_all_of_its_state()
    {
        string text = _run.Text($"EXPLAIN RESTORE SAVEPOINT '{Saved}' FOR {RecoveryRun.Sums.TrimEnd(';')}");
        Assert.DoesNotContain("REBUILD", text, StringComparison.Ordinal);
        Assert.Contains("REUSE  WindowAggregate", text, StringComparison.Ordinal);
        Assert.EndsWith("no state is dropped", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_parallelism_migrates_what_is_keyed()
    {
        _run.Execute("SET 'parallelism.default' = '2'");
        string text = _run.Text($"EXPLAIN RESTORE SAVEPOINT '{Saved}' FOR {RecoveryRun.Sums.TrimEnd(';')}");
        Assert.Contains("MIGRATE  WindowAggregate", text, StringComparison.Ordinal);
        Assert.Contains("parallelism 1 -> 2", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_aggregate_is_built_anew_and_what_it_had_is_named()
    {
        string text = _run.Text($"EXPLAIN RESTORE SAVEPOINT '{Saved}' FOR {Changed.TrimEnd(';')}");
        Assert.Contains("REBUILD  WindowAggregate", text, StringComparison.Ordinal);
        Assert.Contains("REUSE    TableSourceScan", text, StringComparison.Ordinal);
        Assert.Contains("dropped: WindowAggregate", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_that_would_drop_state_is_refused_unless_that_is_wanted()
    {
        _run.Session.ContinueFrom(Saved);
        var refused = Assert.Throws<EngineException>(() => _run.Execute(Changed));
        Assert.Contains("FLS4401", refused.Message, StringComparison.Ordinal);
        Assert.Contains("WindowAggregate", refused.Message, StringComparison.Ordinal);
        _run.Execute("SET 'execution.savepoint.ignore-unclaimed-state' = 'true'");
        Assert.True(_run.Until(_run.Start(Changed).Completion()));
    }

    [Fact]
    public void The_number_of_key_groups_is_fixed_once_there_is_state()
    {
        _run.Execute("SET 'pipeline.max-parallelism' = '64'");
        _run.Session.ContinueFrom(Saved);
        var refused = Assert.Throws<EngineException>(() => _run.Execute(RecoveryRun.Sums));
        Assert.Contains("FLS4402", refused.Message, StringComparison.Ordinal);
        Assert.Contains("'pipeline.max-parallelism' = '128'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_without_a_checkpoint_is_an_error()
    {
        _run.Session.ContinueFrom(Path.Combine(_run.Folder, "nowhere"));
        var refused = Assert.Throws<EngineException>(() => _run.Execute(RecoveryRun.Sums));
        Assert.Contains("FLS4403", refused.Message, StringComparison.Ordinal);
        Assert.Contains("nowhere", refused.Message, StringComparison.Ordinal);
    }
}
