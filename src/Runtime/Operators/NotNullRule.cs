using FlinkSql.Columnar;

namespace FlinkSql.Runtime.Operators;

/// <summary>
/// What a sink does about NULL in columns that take none, <c>table.exec.sink.not-null-enforcer</c>: the job fails, or
/// the row is left out and counted.
/// </summary>
/// <param name="table">The table, for messages.</param>
/// <param name="columns">The columns that take no NULL.</param>
/// <param name="drops">Whether such rows are left out.</param>
/// <param name="deletesByKey">Whether a -D needs its key only, so that its other columns may be NULL.</param>
public sealed class NotNullRule(string table, IReadOnlyList<int> columns, bool drops, bool deletesByKey)
{
    private readonly int[] _columns = [.. columns];

    /// <summary>The rows to write; takes over the batch and gives one to the caller.</summary>
    /// <exception cref="RuntimeException">A row has a NULL where none may be.</exception>
    public RecordBatch Apply(RecordBatch batch, OperatorContext context)
    {
        if (!batch.HasNulls(_columns))
        {
            return batch;
        }

        using RecordBatch owned = batch;
        var kept = new List<int>(batch.RowCount);
        for (int row = 0; row < batch.RowCount; row++)
        {
            int wrong = WrongColumn(batch, row);
            if (wrong < 0)
            {
                kept.Add(row);
            }
            else if (!drops)
            {
                throw new RuntimeException(
                    "FLS6018",
                    $"column \"{batch.Schema[wrong].Name}\" of \"{table}\" is NOT NULL, and a row has NULL in it",
                    "filter such rows, or SET 'table.exec.sink.not-null-enforcer' = 'DROP'");
            }
        }

        context.Metrics.BadRecords += batch.RowCount - kept.Count;
        var builder = new BatchBuilder(batch.Schema, context.Memory);
        builder.AppendRows(batch, kept.ToArray());
        return builder.Build();
    }

    private int WrongColumn(RecordBatch batch, int row)
    {
        if (deletesByKey && batch.Kind(row) == RowKind.Delete)
        {
            return -1;
        }

        foreach (int column in _columns)
        {
            if (batch.Column(column).IsNull(row))
            {
                return column;
            }
        }

        return -1;
    }
}
