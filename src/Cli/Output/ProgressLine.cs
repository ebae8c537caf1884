using FlinkSql.Engine;

namespace FlinkSql.Cli.Output;

/// <summary>
/// A line on the terminal that says how far a job is, drawn once it has run for two seconds. Never in a pipe: there
/// nobody watches, and what is drawn would be read as data.
/// </summary>
internal sealed class ProgressLine : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _end = new();
    private readonly Task _drawing;

    public ProgressLine(Terminal terminal, RunningJob job) =>
        _drawing = terminal.IsInteractive ? DrawAsync(terminal.Messages, job, _end.Token) : Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _drawing;
        _end.Dispose();
    }

    private static async Task DrawAsync(TextWriter messages, RunningJob job, CancellationToken end)
    {
        bool drawn = false;
        try
        {
            await Task.Delay(Patience, end);
            while (true)
            {
                JobProgress progress = job.Progress();
                string rate = Summary.Count((long)(progress.RowsIn / Math.Max(progress.Elapsed.TotalSeconds, 0.001)));
                await messages.WriteAsync(
                    $"\r\x1b[K{Summary.Time(progress.Elapsed)} | in {Summary.Count(progress.RowsIn)} ({rate}/s) | "
                    + $"out {Summary.Count(progress.RowsOut)} | late {Summary.Count(progress.LateRows)} | Ctrl-C stops");
                drawn = true;
                await Task.Delay(Interval, end);
            }
        }
        catch (OperationCanceledException)
        {
            if (drawn)
            {
                await messages.WriteAsync("\r\x1b[K");
            }
        }
    }
}
