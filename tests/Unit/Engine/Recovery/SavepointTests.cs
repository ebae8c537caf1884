using FlinkSql.Engine;
using Xunit;

namespace FlinkSql.Tests.Unit.Engine.Recovery;

/// <summary>Jobs that are saved, stopped and continued by a later session.</summary>
public sealed class SavepointTests : IDisposable
{
    private readonly RecoveryRun _run = new();

    public void Dispose() => _run.Dispose();

    [Theory]
    [InlineData(700)]
    [InlineData(2300)]
    [InlineData(4900)]
    public void A_job_that_stops_at_a_savepoint_goes_on_without_loss_or_repetition(int milliseconds)
    {
        RunningJob job = _run.Start(RecoveryRun.Sums);
        _run.RunFor(TimeSpan.FromMilliseconds(milliseconds));
        string path = _run.Until(job.StopWithSavepointAsync(Path.Combine(_run.Folder, "saved")));
        Assert.True(_run.Until(job.Completion()));
        Assert.Equal(milliseconds / 1000 * 3, _run.Rows.Length);
        _run.Begin();
        _run.Session.ContinueFrom(path);
        Assert.True(_run.Until(_run.Start(RecoveryRun.Sums).Completion()));
        Assert.Equal(Expected(5), _run.Rows);
    }

    [Fact]
    public void A_drained_job_closes_its_windows_first()
    {
        RunningJob job = _run.Start(RecoveryRun.Sums);
        _run.RunFor(TimeSpan.FromMilliseconds(1500));
        _run.Until(job.StopWithSavepointAsync(Path.Combine(_run.Folder, "saved"), drain: true));
        Assert.True(_run.Until(job.Completion()));
        Assert.Equal(6, _run.Rows.Length);
    }

    [Fact]
    public void A_savepoint_does_not_stop_a_job()
    {
        RunningJob job = _run.Start(RecoveryRun.Sums);
        _run.RunFor(TimeSpan.FromMilliseconds(1500));
        string saved = _run.Until(job.SavepointAsync(Path.Combine(_run.Folder, "saved")));
        Assert.True(File.Exists(Path.Combine(saved, "manifest")));
        Assert.True(_run.Until(job.Completion()));
        Assert.Equal(Expected(5), _run.Rows);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_job_with_its_checkpoints_in_memory_is_saved_too(bool stops)
    {
        _run.Execute("RESET 'execution.checkpointing.dir'; RESET 'execution.checkpointing.interval';");
        RunningJob job = _run.Start(RecoveryRun.Sums);
        _run.RunFor(TimeSpan.FromMilliseconds(2300));
        string folder = Path.Combine(_run.Folder, "saved");
        string saved = _run.Until(stops ? job.StopWithSavepointAsync(folder) : job.SavepointAsync(folder));
        Assert.True(_run.Until(job.Completion()));
        Assert.Equal(1, Count($"SELECT * FROM savepoint_operators('{saved}') WHERE operator = 'Source: numbers' AND row_count = 1"));
        Assert.Equal(stops ? Expected(2) : Expected(5), _run.Rows);
        _run.Begin();
        _run.Execute("SET 'parallelism.default' = '2'");
        if (stops)
        {
            _run.Session.ContinueFrom(saved);
            Assert.True(_run.Until(_run.Start(RecoveryRun.Sums).Completion()));
            Assert.Equal(Expected(5), _run.Rows);
        }
    }

    [Fact]
    public void A_job_that_has_ended_is_not_saved()
    {
        RunningJob job = _run.Start(RecoveryRun.Sums);
        _run.Until(job.Completion());
        var refused = Assert.Throws<EngineException>(() => _run.Until(job.SavepointAsync(Path.Combine(_run.Folder, "saved"))));
        Assert.Contains("the job has ended", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void STOP_JOB_WITH_SAVEPOINT_saves_where_the_settings_say()
    {
        _run.Execute($"SET 'state.savepoints.dir' = '{_run.Folder}/savepoints'");
        RunningJob job = _run.Start(RecoveryRun.Sums);
        _run.RunFor(TimeSpan.FromMilliseconds(1500));
        var stop = Assert.IsType<StopOutcome>(_run.Execute($"STOP JOB '{job.Id}' WITH SAVEPOINT"));
        Assert.StartsWith($"{_run.Folder}/savepoints/savepoint-sums-", _run.Until(stop.Savepoint!), StringComparison.Ordinal);
    }

    [Fact]
    public void The_newest_checkpoint_is_found_by_what_the_job_writes()
    {
        RunningJob job = _run.Start(RecoveryRun.Sums);
        _run.RunFor(TimeSpan.FromMilliseconds(2300));
        job.Cancel();
        _run.Until(job.Completion());
        _run.Begin();
        _run.Session.ContinueFrom("latest");
        var outcome = (InsertOutcome)_run.Execute(RecoveryRun.Sums);
        Assert.Contains(outcome.Notes, note => note.Code == "FLS4406");
        Assert.True(_run.Until(outcome.Job.Completion()));
        Assert.Equal(Expected(5), _run.Rows);
    }

    [Fact]
    public void Without_a_checkpoint_latest_is_the_beginning()
    {
        _run.Session.ContinueFrom("latest");
        Assert.True(_run.Until(_run.Start(RecoveryRun.Sums).Completion()));
        Assert.Equal(Expected(5), _run.Rows);
    }

    [Fact]
    public void State_can_be_read_as_rows()
    {
        RunningJob job = _run.Start(RecoveryRun.Sums);
        _run.RunFor(TimeSpan.FromMilliseconds(1500));
        string saved = _run.Until(job.SavepointAsync(Path.Combine(_run.Folder, "saved")));
        Assert.Equal(1, Count($"SELECT * FROM savepoint_operators('{saved}') WHERE operator = 'Source: numbers' AND row_count = 1"));
        Assert.Equal(1, Count($"SELECT * FROM savepoint_state('{saved}', 'source') WHERE split = 'datagen'"));
        var unknown = Assert.Throws<EngineException>(() => _run.Execute($"SELECT * FROM savepoint_state('{saved}', 'nobody')"));
        Assert.Contains("FLS4407", unknown.Message, StringComparison.Ordinal);
        Assert.Contains("'Source: numbers'", unknown.Message, StringComparison.Ordinal);
    }

    private int Count(string sql)
    {
        RunningQuery query = ((QueryOutcome)_run.Execute(sql)).Query;
        _run.Until(query.Job.Completion());
        int rows = 0;
        while (query.TryTake(out FlinkSql.Columnar.RecordBatch? batch))
        {
            using (batch)
            {
                rows += batch.RowCount;
            }
        }

        return rows;
    }

    private static string[] Expected(int windows) =>
    [
        .. Enumerable.Range(0, windows * 1000).GroupBy(id => (Window: id / 1000, Key: id % 3))
            .Select(group => $"{{\"k\":{group.Key.Key},\"n\":{group.Count()},\"s\":{group.Sum(id => (long)id)}}}")
            .Order(StringComparer.Ordinal),
    ];
}
