using System.Runtime.InteropServices;
using FlinkSql.Columnar;

namespace FlinkSql.Runtime.State;

/// <summary>
/// Rows kept from many batches, by number. A row is kept where it came in until most rows of those batches are gone;
/// then <see cref="Pack"/> copies the others together and lets the batches go, so that memory follows the rows kept.
/// </summary>
public sealed class PackedRows(Schema schema, BufferPool memory)
{
    private const int RowsPerBatch = 4096;
    private const int FewBatches = 64;

    private readonly Dictionary<RecordBatch, int> _batches = [];
    private readonly Stack<int> _free = [];
    private StoredRow[] _rows = new StoredRow[16];
    private int _used;
    private long _held;

    /// <summary>Rows kept.</summary>
    public int Count => _used - _free.Count;

    /// <summary>Rows of all batches that are kept for them.</summary>
    internal long Held => _held;

    /// <summary>A row; where it lies changes when rows are packed.</summary>
    public StoredRow this[int row] => _rows[row];

    /// <summary>Keeps a row and gives its number.</summary>
    public int Add(StoredRow row)
    {
        if (!_free.TryPop(out int number))
        {
            if (_used == _rows.Length)
            {
                Array.Resize(ref _rows, 2 * _used);
            }

            number = _used++;
        }

        Place(number, row);
        return number;
    }

    /// <summary>Gives a row up.</summary>
    public void Remove(int row)
    {
        RecordBatch batch = _rows[row].Batch;
        _rows[row] = default;
        _free.Push(row);
        ref int left = ref CollectionsMarshal.GetValueRefOrNullRef(_batches, batch);
        if (--left == 0)
        {
            _batches.Remove(batch);
            _held -= batch.RowCount;
            batch.Dispose();
        }
    }

    /// <summary>
    /// Copies the rows together when less than half of what is held is still needed, or it lies in very many batches.
    /// No row got before holds afterwards.
    /// </summary>
    public void Pack()
    {
        if (_held <= (2L * Count) + RowsPerBatch && _batches.Count <= FewBatches + (Count / 8))
        {
            return;
        }

        RecordBatch[] former = [.. _batches.Keys];
        _batches.Clear();
        _held = 0;
        var builder = new BatchBuilder(schema, memory);
        var moved = new List<int>(RowsPerBatch);
        for (int row = 0; row < _used; row++)
        {
            if (_rows[row].Batch is null)
            {
                continue;
            }

            moved.Add(row);
            if (moved.Count == RowsPerBatch)
            {
                Move(builder, moved);
            }
        }

        Move(builder, moved);
        Array.ForEach(former, batch => batch.Dispose());
    }

    /// <summary>Gives all rows up.</summary>
    public void Clear()
    {
        foreach (RecordBatch batch in _batches.Keys)
        {
            batch.Dispose();
        }

        _batches.Clear();
        _free.Clear();
        _rows.AsSpan(0, _used).Clear();
        _used = 0;
        _held = 0;
    }

    private void Place(int number, StoredRow row)
    {
        _rows[number] = row;
        ref int kept = ref CollectionsMarshal.GetValueRefOrAddDefault(_batches, row.Batch, out bool known);
        kept++;
        if (!known)
        {
            row.Batch.Retain();
            _held += row.Batch.RowCount;
        }
    }

    private void Move(BatchBuilder builder, List<int> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        for (int column = 0; column < schema.Count; column++)
        {
            ColumnBuilder values = builder.Column(column);
            foreach (int row in rows)
            {
                values.AppendFrom(_rows[row].Batch.Column(column), _rows[row].Row);
            }
        }

        builder.EndRows(rows.Count);
        RecordBatch batch = builder.Build();
        for (int position = 0; position < rows.Count; position++)
        {
            Place(rows[position], new StoredRow(batch, position));
        }

        batch.Dispose();
        rows.Clear();
    }
}
