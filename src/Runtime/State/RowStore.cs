using System.Runtime.InteropServices;
using FlinkSql.Columnar;

namespace FlinkSql.Runtime.State;

/// <summary>
/// Rows that an operator keeps, each under a number. They stay where they came in until too much of what is held with
/// them is no longer needed; then those that are left are copied together.
/// </summary>
public sealed class RowStore(Schema schema, BufferPool memory)
{
    private const int CopiedTogether = 1024;

    // Batches shorter than this are copied whatever part of them is kept: they cost more than their rows.
    private const int Short = 256;

    private readonly Stack<int> _free = [];
    private readonly Dictionary<RecordBatch, int> _kept = [];
    private StoredRow[] _rows = [];
    private int _used;
    private long _held;

    /// <summary>Rows kept.</summary>
    public int Count { get; private set; }

    /// <summary>Rows of all the batches that are held for the sake of those kept.</summary>
    public long Held => _held;

    /// <summary>The row under a number; where it lies changes with <see cref="Compact"/>.</summary>
    public StoredRow this[int number] => _rows[number];

    /// <summary>Keeps a row.</summary>
    public int Add(StoredRow row)
    {
        if (!_free.TryPop(out int number))
        {
            if (_used == _rows.Length)
            {
                Array.Resize(ref _rows, Math.Max(16, 2 * _used));
            }

            number = _used++;
        }

        Count++;
        Place(number, row);
        return number;
    }

    /// <summary>Keeps a row no longer.</summary>
    public void Remove(int number)
    {
        RecordBatch batch = _rows[number].Batch;
        _rows[number] = default;
        _free.Push(number);
        Count--;
        Release(batch);
    }

    /// <summary>Copies rows together where much more is held than kept; cheap where it is not.</summary>
    public void Compact()
    {
        if (_held <= (2L * Count) + 4096 && _kept.Count <= (Count / 4) + 64)
        {
            return;
        }

        var builder = new BatchBuilder(schema, memory);
        var moved = new List<int>(CopiedTogether);
        for (int number = 0; number < _used; number++)
        {
            StoredRow row = _rows[number];
            if (row.Batch is null || !IsSparse(row.Batch))
            {
                continue;
            }

            for (int column = 0; column < schema.Count; column++)
            {
                builder.Column(column).AppendFrom(row.Batch.Column(column), row.Row);
            }

            builder.EndRow();
            moved.Add(number);
            if (moved.Count == CopiedTogether)
            {
                Move(moved, builder);
            }
        }

        Move(moved, builder);
    }

    /// <summary>Keeps nothing any more.</summary>
    public void Clear()
    {
        foreach (RecordBatch batch in _kept.Keys)
        {
            memory.Unkeep(batch.BufferBytes);
            batch.Dispose();
        }

        _kept.Clear();
        _free.Clear();
        _rows = [];
        _used = 0;
        _held = 0;
        Count = 0;
    }

    // A quarter of waste at most is left behind, so that much has to come before the next look is worth it.
    private bool IsSparse(RecordBatch batch) => batch.RowCount < Short || 4L * _kept[batch] < 3L * batch.RowCount;

    private void Move(List<int> moved, BatchBuilder builder)
    {
        if (moved.Count == 0)
        {
            return;
        }

        using RecordBatch batch = builder.Build();
        for (int row = 0; row < moved.Count; row++)
        {
            RecordBatch left = _rows[moved[row]].Batch;
            Place(moved[row], new StoredRow(batch, row));
            Release(left);
        }

        moved.Clear();
    }

    private void Place(int number, StoredRow row)
    {
        _rows[number] = row;
        ref int kept = ref CollectionsMarshal.GetValueRefOrAddDefault(_kept, row.Batch, out bool known);
        kept++;
        if (!known)
        {
            row.Batch.Retain();
            _held += row.Batch.RowCount;
            memory.Keep(row.Batch.BufferBytes);
        }
    }

    private void Release(RecordBatch batch)
    {
        ref int kept = ref CollectionsMarshal.GetValueRefOrNullRef(_kept, batch);
        if (--kept == 0)
        {
            _kept.Remove(batch);
            _held -= batch.RowCount;
            memory.Unkeep(batch.BufferBytes);
            batch.Dispose();
        }
    }
}
