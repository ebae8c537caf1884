using FlinkSql.Columnar;
using FlinkSql.Engine;
using FlinkSql.Linq.Rows;
using FlinkSql.Linq.Translation;
using FlinkSql.Runtime.Job;

namespace FlinkSql.Linq;

/// <summary>
/// Reads the result of a query row by row. The job starts with the first step, and ends with the last or when the
/// reader leaves.
/// </summary>
internal abstract class ResultEnumerator<T>(StreamEngine engine, StreamQuery query, CancellationToken cancellation)
    : IAsyncDisposable
{
    private RunningQuery? _running;
    private IAsyncEnumerator<RecordBatch>? _batches;
    private Func<RecordBatch, int, T>? _read;
    private RecordBatch? _batch;
    private int _row;

    protected RowKind Kind { get; private set; }

    protected T Row { get; private set; } = default!;

    public ValueTask<bool> MoveNextAsync()
    {
        if (_batch is null || ++_row >= _batch.RowCount)
        {
            return new ValueTask<bool>(NextBatch());
        }

        Read();
        return ValueTask.FromResult(true);
    }

    public async ValueTask DisposeAsync()
    {
        _batch?.Dispose();
        _batch = null;
        if (_batches is not null)
        {
            await _batches.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<bool> NextBatch()
    {
        Start();
        _batch?.Dispose();
        _batch = null;
        try
        {
            while (await _batches!.MoveNextAsync().ConfigureAwait(false))
            {
                if (_batches.Current.RowCount != 0)
                {
                    (_batch, _row) = (_batches.Current, 0);
                    Read();
                    return true;
                }

                _batches.Current.Dispose();
            }
        }
        catch (JobFailedException)
        {
            // The job tells its failure in the words of the query.
        }

        return await _running!.Job.Completion().ConfigureAwait(false)
            ? false
            : throw new OperationCanceledException($"job {_running.Job.Name} was cancelled before its end");
    }

    private void Read()
    {
        Kind = _batch!.Kind(_row);
        Row = _read!(_batch, _row);
    }

    private void Start()
    {
        if (_running is null)
        {
            cancellation.ThrowIfCancellationRequested();
            _running = engine.Start(query);
            _read = RowReader.Compile<T>(query.Row, _running.Schema);
            _batches = _running.ReadAllAsync(cancellation).GetAsyncEnumerator(CancellationToken.None);
        }
    }
}

/// <summary>The rows alone.</summary>
internal sealed class EventEnumerator<T>(StreamEngine engine, StreamQuery query, CancellationToken cancellation)
    : ResultEnumerator<T>(engine, query, cancellation), IAsyncEnumerator<T>
{
    public T Current => Row;
}

/// <summary>The rows with their kinds.</summary>
internal sealed class ChangeEnumerator<T>(StreamEngine engine, StreamQuery query, CancellationToken cancellation)
    : ResultEnumerator<T>(engine, query, cancellation), IAsyncEnumerator<Change<T>>
{
    public Change<T> Current => new(Kind, Row);
}
