using FlinkSql.Columnar;
using FlinkSql.Linq.Rows;
using FlinkSql.Linq.Translation;

namespace FlinkSql.Linq;

/// <summary>Reads the result of a query row by row.</summary>
internal abstract class ResultEnumerator<T>(ResultBatches batches, Shape shape) : IAsyncDisposable
{
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

    public ValueTask DisposeAsync()
    {
        _batch?.Dispose();
        _batch = null;
        return batches.DisposeAsync();
    }

    private async Task<bool> NextBatch()
    {
        _read ??= RowReader.Compile<T>(shape, batches.Start().Schema);
        _batch?.Dispose();
        _batch = null;
        while (await batches.Next().ConfigureAwait(false) is { } batch)
        {
            if (batch.RowCount != 0)
            {
                (_batch, _row) = (batch, 0);
                Read();
                return true;
            }

            batch.Dispose();
        }

        return false;
    }

    private void Read()
    {
        Kind = _batch!.Kind(_row);
        Row = _read!(_batch, _row);
    }
}

/// <summary>The rows alone.</summary>
internal sealed class EventEnumerator<T>(ResultBatches batches, Shape shape)
    : ResultEnumerator<T>(batches, shape), IAsyncEnumerator<T>
{
    public T Current => Row;
}

/// <summary>The rows with their kinds.</summary>
internal sealed class ChangeEnumerator<T>(ResultBatches batches, Shape shape)
    : ResultEnumerator<T>(batches, shape), IAsyncEnumerator<Change<T>>
{
    public Change<T> Current => new(Kind, Row);
}

/// <summary>The rows with their keys.</summary>
internal sealed class UpsertEnumerator<TKey, T>(ResultBatches batches, Shape shape, Func<T, TKey> key)
    : ResultEnumerator<T>(batches, shape), IAsyncEnumerator<Upsert<TKey, T>>
{
    public Upsert<TKey, T> Current => new(key(Row), Row, Kind == RowKind.Delete);
}
