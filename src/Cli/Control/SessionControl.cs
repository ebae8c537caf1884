using FlinkSql.Cli.Output;
using FlinkSql.Engine;

namespace FlinkSql.Cli.Control;

/// <summary>Answers what other commands ask of the jobs of a session.</summary>
internal sealed class SessionControl(Session session)
{
    private int _replying;

    /// <summary>Whether somebody outside has stopped a job: what would have come after it is not run.</summary>
    public bool Stopped { get; private set; }

    /// <summary>Ends when no reply is on its way, so that the process does not end before its last answer.</summary>
    public async Task SettleAsync()
    {
        while (Volatile.Read(ref _replying) != 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5));
        }
    }

    public async Task<ControlReply> AnswerAsync(ControlRequest request)
    {
        Interlocked.Increment(ref _replying);
        try
        {
            return request.Command switch
            {
                "jobs" => new ControlReply(null, Jobs: [.. session.Jobs.All.Select(Describe)]),
                "savepoint" => await SaveAsync(request),
                "stop" => await StopAsync(request),
                _ => new ControlReply($"this flinksql does not know the request {request.Command}"),
            };
        }
        catch (EngineException failure)
        {
            return new ControlReply(string.Join('\n', failure.Diagnostics.Select(each => $"{each.Code}: {each.Message}")));
        }
        finally
        {
            Interlocked.Decrement(ref _replying);
        }
    }

    private static ControlledJob Describe(RunningJob job) => new(
        Environment.ProcessId, job.Id.ToString(), job.Name, job.State.ToString().ToUpperInvariant(),
        job.StartedAt.ToString("yyyy-MM-dd HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture), !job.HasEnded);

    private async Task<ControlReply> SaveAsync(ControlRequest request)
    {
        RunningJob? job = Find(request.Job);
        return job is null ? Unknown(request) : new ControlReply(null, $"{job.Id} is saved in {await job.SavepointAsync(request.Path)}");
    }

    private async Task<ControlReply> StopAsync(ControlRequest request)
    {
        if (Find(request.Job) is not { } job)
        {
            return Unknown(request);
        }

        Stopped = true;
        try
        {
            string saved = "";
            if (request.Savepoint || request.Drain)
            {
                saved = $", saved in {await job.StopWithSavepointAsync(request.Path, request.Drain)}";
            }
            else
            {
                job.Cancel();
                await job.Completion();
            }

            return new ControlReply(null, $"{job.Id} has stopped{saved}: {Summary.Counts(job.Progress())}");
        }
        catch (EngineException) when (!job.HasEnded)
        {
            Stopped = false;
            throw;
        }
    }

    private RunningJob? Find(string? job) => job is null
        ? session.Jobs.All.SingleOrDefault(each => !each.HasEnded)
        : session.Jobs.All.LastOrDefault(each => !each.HasEnded && (each.Id.ToString() == job || each.Name == job));

    private static ControlReply Unknown(ControlRequest request) =>
        new(request.Job is null ? "several jobs run here, or none: name one" : $"no job {request.Job} runs here");
}
