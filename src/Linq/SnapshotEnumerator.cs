using FlinkSql.Columnar;
using FlinkSql.Linq.Rows;
using FlinkSql.Linq.Translation;

namespace FlinkSql.Linq;

/// <summary>Reads a query in mode complete: a batch without rows ends each snapshot.</summary>
internal sealed class SnapshotEnumerator<T>(ResultBatches batches, Shape shape) : IAsyncEnumerator<IReadOnlyList<T>>
{
    private Func<RecordBatch, int, T>? _read;

    public IReadOnlyList<T> Current { get; private set; } = [];

    public async ValueTask<bool> MoveNextAsync()
    {
        _read ??= RowReader.Compile<T>(shape, batches.Start().Schema);
        var rows = new List<T>();
        while (await batches.Next().ConfigureAwait(false) is { } next)
        {
            using RecordBatch batch = next;
            if (batch.RowCount == 0)
            {
                Current = rows;
                return true;
            }

            for (int row = 0; row < batch.RowCount; row++)
            {
                rows.Add(_read(batch, row));
            }
        }

        return false;
    }

    public ValueTask DisposeAsync() => batches.DisposeAsync();
}
