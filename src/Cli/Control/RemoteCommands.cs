using FlinkSql.Cli.Output;
using FlinkSql.Engine;

namespace FlinkSql.Cli.Control;

/// <summary>The commands about jobs that other processes of the user run: jobs, savepoint, stop.</summary>
internal sealed class RemoteCommands(IControlChannel channel, Terminal terminal)
{
    public async Task<int> JobsAsync()
    {
        List<ControlledJob> jobs = await AllAsync();
        if (jobs.Count == 0)
        {
            await terminal.Messages.WriteLineAsync("no flinksql of this user runs a job on this machine");
        }
        else
        {
            TextTable.Write(terminal.Output, new TableOutcome(
                ["job", "name", "status", "started"],
                [.. jobs.Select(job => new[] { NameOf(job), job.Name, job.State, job.Started })]));
        }

        await terminal.Output.FlushAsync();
        return ExitCode.Done;
    }

    public async Task<int> AskAsync(ControlRequest request)
    {
        List<ControlledJob> running = [.. (await AllAsync()).Where(job => job.Runs)];
        ControlledJob[] meant =
        [
            .. running.Where(job => request.Job is null || job.Name == request.Job || NameOf(job) == request.Job || job.Id == request.Job
                || job.Process.ToString(System.Globalization.CultureInfo.InvariantCulture) == request.Job),
        ];
        if (meant.Length != 1)
        {
            string list = string.Join(", ", running.Select(job => $"{NameOf(job)} ({job.Name})"));
            string what = meant.Length == 0 ? $"there is no job {request.Job}" : "which job? Several fit";
            await terminal.Messages.WriteLineAsync(running.Count == 0
                ? "flinksql: no flinksql of this user runs a job on this machine"
                : $"flinksql: {what}; running: {list}");
            return ExitCode.Failed;
        }

        ControlReply reply = await channel.AskAsync(meant[0].Process, request with { Job = meant[0].Id })
            ?? new ControlReply($"process {meant[0].Process} ended before it answered");
        if (reply.Error is { } error)
        {
            await terminal.Messages.WriteLineAsync($"flinksql: {error}");
            return ExitCode.Failed;
        }

        await terminal.Output.WriteLineAsync(reply.Text);
        await terminal.Output.FlushAsync();
        return ExitCode.Done;
    }

    /// <summary>Ids of jobs are unique within a process alone.</summary>
    private static string NameOf(ControlledJob job) => $"{job.Process}/{job.Id}";

    private async Task<List<ControlledJob>> AllAsync()
    {
        var jobs = new List<ControlledJob>();
        foreach (int process in channel.Processes())
        {
            if (await channel.AskAsync(process, new ControlRequest("jobs")) is { Jobs: { } found })
            {
                jobs.AddRange(found);
            }
        }

        return jobs;
    }
}
