namespace FlinkSql.Columnar;

/// <summary>A watermark inside a batch: it holds from before row <paramref name="Row"/> on.</summary>
/// <param name="Row">Rows of the batch that come before the watermark: 0 to the row count.</param>
/// <param name="Time">Milliseconds since 1970-01-01T00:00; no more rows at or before it are expected.</param>
public readonly record struct WatermarkMark(int Row, long Time);

/// <summary>
/// Rows of one schema, column by column, frozen once built. Whoever holds a batch owns one reference of it and either
/// passes it on or disposes it.
/// </summary>
public sealed class RecordBatch : IDisposable
{
    private readonly Column[] _columns;
    private readonly Buffer _kinds;
    private int _references = 1;

    public RecordBatch(
        Schema schema, Column[] columns, int rowCount, Buffer? kinds = null, WatermarkMark[]? marks = null)
    {
        if (columns.Length != schema.Count)
        {
            throw new ArgumentException($"a batch of {schema.Count} columns was given {columns.Length}");
        }

        Schema = schema;
        _columns = columns;
        RowCount = rowCount;
        _kinds = kinds ?? Buffer.Empty;
        Marks = marks ?? [];
    }

    public Schema Schema { get; }

    public int RowCount { get; }

    public int ColumnCount => _columns.Length;

    /// <summary>Whether every row is +I, so that there is no row-kind column: the fast path.</summary>
    public bool InsertOnly => _kinds == Buffer.Empty;

    /// <summary>One <see cref="RowKind"/> a row; empty when <see cref="InsertOnly"/>.</summary>
    public ReadOnlySpan<RowKind> Kinds => InsertOnly ? default : _kinds.As<RowKind>()[..RowCount];

    /// <summary>Watermarks in the order in which they hold; rows never decrease, times always increase.</summary>
    public WatermarkMark[] Marks { get; }

    /// <summary>Bytes of the buffers it holds.</summary>
    public long BufferBytes => _kinds.Capacity + _columns.Sum(column => column.BufferBytes);

    public Column Column(int column) => _columns[column];

    /// <summary>The values of a fixed-width column.</summary>
    public ReadOnlySpan<T> Values<T>(int column)
        where T : unmanaged => ((FixedColumn<T>)_columns[column]).Values;

    /// <summary>The same for a loop over rows of the batch.</summary>
    public Cells<T> Cells<T>(int column)
        where T : unmanaged => new(Values<T>(column), RowCount);

    /// <summary>The values of a BOOLEAN column.</summary>
    public Bits Booleans(int column) => ((BooleanColumn)_columns[column]).Values;

    /// <summary>The values of a text or binary column.</summary>
    public BytesView Bytes(int column) => ((BytesColumn)_columns[column]).Values;

    /// <summary>The validity bitmap of a column; it is <see cref="Bits.AllSet"/> when no row is NULL.</summary>
    public Bits Validity(int column) => _columns[column].Validity;

    /// <summary>Whether any of the columns holds a NULL.</summary>
    public bool HasNulls(ReadOnlySpan<int> columns)
    {
        foreach (int column in columns)
        {
            if (_columns[column].NullCount != 0)
            {
                return true;
            }
        }

        return false;
    }

    public RowKind Kind(int row) => InsertOnly ? RowKind.Insert : Kinds[row];

    /// <summary>The same rows with other watermarks. Takes this batch's reference over.</summary>
    public RecordBatch WithMarks(WatermarkMark[] marks)
    {
        foreach (Column column in _columns)
        {
            column.Retain();
        }

        var batch = new RecordBatch(Schema, _columns, RowCount, _kinds.Retain(), marks);
        Dispose();
        return batch;
    }

    /// <summary>
    /// A batch of other columns over the same rows, kinds and marks. It takes over the references of the columns; this
    /// batch keeps its own.
    /// </summary>
    public RecordBatch WithColumns(Schema schema, Column[] columns) =>
        new(schema, columns, RowCount, _kinds.Retain(), Marks);

    /// <summary>A batch of some of the columns over the same rows, sharing the memory.</summary>
    public RecordBatch Select(Schema schema, ReadOnlySpan<int> columns)
    {
        var selected = new Column[columns.Length];
        for (int column = 0; column < selected.Length; column++)
        {
            selected[column] = _columns[columns[column]].Retain();
        }

        return WithColumns(schema, selected);
    }

    /// <summary>Adds one reference and returns the batch.</summary>
    public RecordBatch Retain()
    {
        Interlocked.Increment(ref _references);
        return this;
    }

    /// <summary>Gives one reference back; the last one releases the columns.</summary>
    public void Dispose()
    {
        int left = Interlocked.Decrement(ref _references);
        if (left == 0)
        {
            foreach (Column column in _columns)
            {
                column.Release();
            }

            _kinds.Release();
        }
        else if (left < 0)
        {
            throw new InvalidOperationException("columnar: a batch was disposed more often than retained");
        }
    }

    public override string ToString() => $"{RowCount} rows {Schema}";
}
