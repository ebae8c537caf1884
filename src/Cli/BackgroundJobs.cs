using FlinkSql.Cli.Output;
using FlinkSql.Engine;

namespace FlinkSql.Cli;

/// <summary>The jobs that the prompt started and did not wait for: says how they ended, and ends the rest on leaving.</summary>
internal sealed class BackgroundJobs(Terminal terminal)
{
    private readonly List<RunningJob> _jobs = [];

    /// <summary>Those that still run.</summary>
    public IReadOnlyList<RunningJob> Running => [.. _jobs.Where(job => !job.HasEnded)];

    public void Add(RunningJob job) => _jobs.Add(job);

    /// <summary>A job whose end is told elsewhere.</summary>
    public void Forget(RunningJob job) => _jobs.Remove(job);

    /// <summary>Tells of those that have ended since the last time.</summary>
    public async Task ReportAsync()
    {
        foreach (RunningJob job in _jobs.Where(job => job.HasEnded).ToArray())
        {
            _jobs.Remove(job);
            await ReportAsync(job);
        }
    }

    /// <summary>Stops those that run and waits until they have ended.</summary>
    public async Task StopAsync()
    {
        await ReportAsync();
        RunningJob[] running = [.. _jobs];
        _jobs.Clear();
        Array.ForEach(running, job => job.Cancel());
        foreach (RunningJob job in running)
        {
            await ReportAsync(job);
        }
    }

    private async Task ReportAsync(RunningJob job)
    {
        try
        {
            bool finished = await job.Completion();
            await terminal.Messages.WriteLineAsync(
                $"{job.Id} {(finished ? "finished" : "stopped")}: {Summary.Counts(job.Progress())}, {Summary.Time(job.Elapsed)}");
        }
        catch (EngineException failure)
        {
            await terminal.Messages.WriteLineAsync($"{job.Id} failed: {failure.Message}");
        }
    }
}
