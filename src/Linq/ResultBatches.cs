using FlinkSql.Columnar;
using FlinkSql.Engine;
using FlinkSql.Runtime.Job;

namespace FlinkSql.Linq;

/// <summary>
/// The batches of a query that runs. The job starts with the first step, if it has not yet, and ends with the last or
/// when the reader leaves.
/// </summary>
internal sealed class ResultBatches(Func<RunningQuery> start, CancellationToken cancellation) : IAsyncDisposable
{
    private IAsyncEnumerator<RecordBatch>? _batches;
    private RunningQuery? _running;

    /// <summary>Starts the query, or takes the one that was started.</summary>
    public RunningQuery Start()
    {
        if (_running is null)
        {
            cancellation.ThrowIfCancellationRequested();
            _running = start();
            _batches = _running.ReadAllAsync(cancellation).GetAsyncEnumerator(CancellationToken.None);
        }

        return _running;
    }

    /// <summary>The next batch, one without rows too, which the caller disposes; null at the end.</summary>
    /// <exception cref="EngineException">The job failed.</exception>
    /// <exception cref="OperationCanceledException">The job was cancelled.</exception>
    public async Task<RecordBatch?> Next()
    {
        RunningQuery running = Start();
        try
        {
            if (await _batches!.MoveNextAsync().ConfigureAwait(false))
            {
                return _batches.Current;
            }
        }
        catch (JobFailedException)
        {
            // The job tells its failure in the words of the query.
        }

        return await running.Job.Completion().ConfigureAwait(false)
            ? null
            : throw new OperationCanceledException($"job {running.Job.Name} was cancelled before its end");
    }

    public ValueTask DisposeAsync() => _batches?.DisposeAsync() ?? ValueTask.CompletedTask;
}
