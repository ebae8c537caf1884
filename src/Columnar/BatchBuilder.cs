namespace FlinkSql.Columnar;

/// <summary>
/// Fills a batch column by column. A loop appends one value to every column, or reserves space in all of them, and
/// then ends the rows; watermarks are put between rows as they come.
/// </summary>
public sealed class BatchBuilder
{
    private readonly ColumnBuilder[] _columns;
    private readonly BufferPool _pool;
    private readonly List<WatermarkMark> _marks = [];
    private FixedBuilder<byte>? _kinds;

    public BatchBuilder(Schema schema, BufferPool pool)
    {
        Schema = schema;
        _pool = pool;
        _columns = [.. schema.Fields.Select(field => ColumnBuilders.Create(field.Type, pool))];
    }

    public Schema Schema { get; }

    /// <summary>Rows ended so far.</summary>
    public int RowCount { get; private set; }

    /// <summary>Whether there is neither a row nor a watermark to send.</summary>
    public bool IsEmpty => RowCount == 0 && _marks.Count == 0;

    public ColumnBuilder Column(int column) => _columns[column];

    /// <summary>The builder of a fixed-width column.</summary>
    public FixedBuilder<T> Fixed<T>(int column)
        where T : unmanaged => (FixedBuilder<T>)_columns[column];

    public BooleanBuilder Boolean(int column) => (BooleanBuilder)_columns[column];

    public BytesBuilder Bytes(int column) => (BytesBuilder)_columns[column];

    /// <summary>Ends a +I row.</summary>
    public void EndRow()
    {
        _kinds?.Append((byte)RowKind.Insert);
        RowCount++;
    }

    /// <summary>Ends a row of a kind; the row-kind column comes into being with the first that is not +I.</summary>
    public void EndRow(RowKind kind)
    {
        if (_kinds is null && kind != RowKind.Insert)
        {
            _kinds = new FixedBuilder<byte>(DataTypes.TinyInt, _pool);
            _kinds.Reserve(RowCount + 1).Clear();
            _kinds.Commit(RowCount);
        }

        _kinds?.Append((byte)kind);
        RowCount++;
    }

    /// <summary>Ends that many +I rows at once, after a loop that wrote into reserved space.</summary>
    public void EndRows(int rows)
    {
        if (_kinds is not null)
        {
            _kinds.Reserve(rows).Clear();
            _kinds.Commit(rows);
        }

        RowCount += rows;
    }

    /// <summary>
    /// Puts a watermark after the rows ended so far. One that directly follows another replaces it; one that is not
    /// later than the last says nothing new and is dropped.
    /// </summary>
    public void AddMark(long time)
    {
        if (_marks.Count != 0 && time <= _marks[^1].Time)
        {
            return;
        }

        if (_marks.Count != 0 && _marks[^1].Row == RowCount)
        {
            _marks[^1] = new WatermarkMark(RowCount, time);
        }
        else
        {
            _marks.Add(new WatermarkMark(RowCount, time));
        }
    }

    /// <summary>Appends a row of values of the form <see cref="Column.GetValue"/> gives.</summary>
    public void AppendRow(RowKind kind, params ReadOnlySpan<object?> values)
    {
        for (int column = 0; column < _columns.Length; column++)
        {
            _columns[column].AppendValue(values[column]);
        }

        EndRow(kind);
    }

    /// <summary>Appends rows of a batch of the same column types, with their kinds.</summary>
    public void AppendRows(RecordBatch source, ReadOnlySpan<int> rows)
    {
        for (int column = 0; column < _columns.Length; column++)
        {
            _columns[column].AppendRows(source.Column(column), rows);
        }

        if (source.InsertOnly)
        {
            EndRows(rows.Length);
            return;
        }

        foreach (int row in rows)
        {
            EndRow(source.Kind(row));
        }
    }

    /// <summary>Freezes the rows and watermarks, and leaves the builder empty for the next batch.</summary>
    public RecordBatch Build()
    {
        var columns = new Column[_columns.Length];
        for (int column = 0; column < columns.Length; column++)
        {
            if (_columns[column].Length != RowCount)
            {
                throw new InvalidOperationException(
                    $"columnar: column {column} has {_columns[column].Length} rows, the batch {RowCount}");
            }

            columns[column] = _columns[column].Build();
        }

        var batch = new RecordBatch(Schema, columns, RowCount, _kinds?.TakeValues(), [.. _marks]);
        _kinds = null;
        _marks.Clear();
        RowCount = 0;
        return batch;
    }
}
