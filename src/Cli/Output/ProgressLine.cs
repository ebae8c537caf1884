using FlinkSql.Engine;

namespace FlinkSql.Cli.Output;

/// <summary>
/// A line on the terminal that says how far a job is, drawn once it has run for two seconds, and above it the reason
/// when rows stay out. Never in a pipe: there nobody watches, and what is drawn would be read as data.
/// </summary>
internal sealed class ProgressLine : IAsyncDisposable
{
    private const string Erase = "\r\x1b[K";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _end = new();
    private readonly Terminal _terminal;
    private readonly RunningJob _job;
    private readonly Task _drawing;

    public ProgressLine(Terminal terminal, RunningJob job)
    {
        _terminal = terminal;
        _job = job;
        _drawing = terminal.IsInteractive ? DrawAsync(_end.Token) : Task.CompletedTask;
    }

    /// <summary>Takes the line away; it may be called again.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_end.IsCancellationRequested)
        {
            return;
        }

        await _end.CancelAsync();
        await _drawing;
        _end.Dispose();
    }

    private async Task DrawAsync(CancellationToken end)
    {
        SilenceWatch silence = SilenceWatch.Of(_terminal.Clock, _job);
        silence.Check();
        bool drawn = false;
        try
        {
            await Task.Delay(Patience, _terminal.Clock, end);
            while (true)
            {
                if (silence.Check() is { } reason)
                {
                    await _terminal.Messages.WriteLineAsync(Erase + reason);
                }

                await _terminal.Messages.WriteAsync(Erase + Line(_job.Progress()));
                drawn = true;
                await Task.Delay(Interval, _terminal.Clock, end);
            }
        }
        catch (OperationCanceledException)
        {
            if (drawn)
            {
                await _terminal.Messages.WriteAsync(Erase);
            }
        }
    }

    private static string Line(JobProgress progress)
    {
        string rate = Summary.Count((long)(progress.RowsIn / Math.Max(progress.Elapsed.TotalSeconds, 0.001)));
        return $"{Summary.Time(progress.Elapsed)} | in {Summary.Count(progress.RowsIn)} ({rate}/s) | "
            + $"out {Summary.Count(progress.RowsOut)} | late {Summary.Count(progress.LateRows)} | Ctrl-C stops";
    }
}
