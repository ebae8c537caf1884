using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using FlinkSql.Columnar;
using FlinkSql.Runtime.Job;

namespace FlinkSql.Runtime.Operators;

/// <summary>
/// Where a program outside the runtime takes the rows of a query: a bounded queue of batches. While it is full the
/// job waits. One reader; as many writers as the
/// <see cref="CollectOperator"/> has subtasks.
/// </summary>
public sealed class CollectSink(int capacity = 16)
{
    private readonly Queue<RecordBatch> _batches = new();
    private readonly List<Action> _paused = [];
    private readonly Lock _gate = new();
    private TaskCompletionSource? _waiting;
    private bool _abandoned;

    /// <summary>Takes the oldest batch, if there is one, and with it the ownership of the batch.</summary>
    public bool TryTake([NotNullWhen(true)] out RecordBatch? batch)
    {
        Action[] resumed = [];
        lock (_gate)
        {
            if (!_batches.TryDequeue(out batch))
            {
                return false;
            }

            if (_batches.Count < capacity)
            {
                resumed = [.. _paused];
                _paused.Clear();
            }
        }

        Array.ForEach(resumed, resume => resume());
        return true;
    }

    /// <summary>
    /// The batches as they come, until the job has ended; the last step throws what the job failed with. Leaving early
    /// cancels the job.
    /// </summary>
    public async IAsyncEnumerable<RecordBatch> ReadAllAsync(
        JobMaster job, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        try
        {
            for (bool ended = false; !ended;)
            {
                ended = job.Completion.IsCompleted;
                while (TryTake(out RecordBatch? batch))
                {
                    yield return batch;
                }

                if (!ended)
                {
                    await Task.WhenAny(NextBatch(), job.Completion).WaitAsync(cancel);
                }
            }

            await job.Completion;
        }
        finally
        {
            Abandon();
            job.Cancel();
        }
    }

    /// <summary>The reader leaves: what is here and what still comes is dropped. It does not end the job.</summary>
    public void Abandon()
    {
        lock (_gate)
        {
            _abandoned = true;
        }

        while (TryTake(out RecordBatch? batch))
        {
            batch.Dispose();
        }
    }

    /// <summary>Adds a batch, and pauses the writer when that fills the queue.</summary>
    internal void Add(RecordBatch batch, Func<Action> pause)
    {
        lock (_gate)
        {
            if (!_abandoned)
            {
                _batches.Enqueue(batch);
                _waiting?.TrySetResult();
                if (_batches.Count >= capacity)
                {
                    _paused.Add(pause());
                }

                return;
            }
        }

        batch.Dispose();
    }

    private Task NextBatch()
    {
        lock (_gate)
        {
            if (_batches.Count != 0)
            {
                return Task.CompletedTask;
            }

            _waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _waiting.Task;
        }
    }
}
