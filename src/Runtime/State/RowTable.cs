using System.Runtime.InteropServices;
using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;

namespace FlinkSql.Runtime.State;

/// <summary>
/// A table of a checkpoint that holds rows an operator keeps, each with a few numbers that say what the row is to it.
/// Only references are taken at the barrier; the rows are copied later.
/// </summary>
internal sealed class RowTable
{
    private const int RowsInBatch = 4096;

    private readonly StateTable _table;
    private readonly Schema _rows;
    private readonly int _numbers;

    /// <param name="name">Its name within the operator.</param>
    /// <param name="rows">The columns of the rows.</param>
    /// <param name="keyColumns">Those by which rows are spread over the subtasks.</param>
    /// <param name="numbers">The names of the numbers.</param>
    public RowTable(string name, Schema rows, IEnumerable<int> keyColumns, params IReadOnlyList<string> numbers)
    {
        _rows = rows;
        _numbers = numbers.Count;
        var fields = numbers.Select(number => new Field("_" + number, DataTypes.BigInt.NotNull()));
        _table = new StateTable(name, new Schema([.. rows.Fields, .. fields]), keyColumns.ToEquatable());
    }

    /// <summary>Begins to gather rows for a checkpoint.</summary>
    public Saving Save() => new(this);

    /// <summary>
    /// The rows of a checkpoint in the order in which they were saved, those of one former subtask after those of
    /// another. A row is good until the next one; who keeps it does so in the meantime.
    /// </summary>
    /// <param name="state">The checkpoint.</param>
    /// <param name="keys">What the rows are found by.</param>
    /// <param name="memory">What the rows are charged to.</param>
    public IEnumerable<Saved> Load(RestoredState state, RowKeys keys, BufferPool memory)
    {
        int[] columns = [.. Enumerable.Range(0, _rows.Count)];
        foreach (RecordBatch saved in state.Rows(_table.Name))
        {
            using RecordBatch owned = saved;
            using RecordBatch picked = saved.Select(_rows, columns);
            var builder = new BatchBuilder(_rows, memory);
            builder.AppendRows(picked, [.. Enumerable.Range(0, saved.RowCount)]);
            using RecordBatch rows = builder.Build();
            ulong[] hashes = keys.Hash(rows).ToArray();
            for (int row = 0; row < rows.RowCount; row++)
            {
                yield return new Saved(new RowKey(new StoredRow(rows, row), hashes[row]), saved, _rows.Count);
            }
        }
    }

    /// <summary>A row of a checkpoint.</summary>
    public readonly struct Saved(RowKey key, RecordBatch saved, int firstNumber)
    {
        public StoredRow Row => key.Row;

        /// <summary>The row with the hash of its key.</summary>
        public RowKey Key => key;

        /// <summary>One of its numbers.</summary>
        public long this[int number] => saved.Values<long>(firstNumber + number)[key.Row.Row];
    }

    /// <summary>The rows of one checkpoint.</summary>
    public sealed class Saving(RowTable table)
    {
        private readonly List<StoredRow> _rows = [];
        private readonly List<long> _numbers = [];

        /// <summary>Adds a row with its numbers.</summary>
        public void Add(StoredRow row, params ReadOnlySpan<long> numbers)
        {
            _rows.Add(row);
            _numbers.AddRange(numbers);
        }

        /// <summary>Puts what was gathered into the checkpoint.</summary>
        public void Into(StateSnapshot snapshot)
        {
            if (_rows.Count == 0)
            {
                return;
            }

            var batches = new HashSet<RecordBatch>();
            foreach (StoredRow row in CollectionsMarshal.AsSpan(_rows))
            {
                if (batches.Add(row.Batch))
                {
                    row.Batch.Retain();
                }
            }

            snapshot.Defer(table._table, Make, () =>
            {
                foreach (RecordBatch batch in batches)
                {
                    batch.Dispose();
                }
            });
        }

        private IEnumerable<RecordBatch> Make(BufferPool memory)
        {
            for (int from = 0; from < _rows.Count; from += RowsInBatch)
            {
                yield return Make(memory, from, Math.Min(from + RowsInBatch, _rows.Count));
            }
        }

        private RecordBatch Make(BufferPool memory, int from, int to)
        {
            var builder = new BatchBuilder(table._table.Schema, memory);
            foreach (StoredRow row in CollectionsMarshal.AsSpan(_rows)[from..to])
            {
                for (int column = 0; column < table._rows.Count; column++)
                {
                    builder.Column(column).AppendFrom(row.Batch.Column(column), row.Row);
                }
            }

            ReadOnlySpan<long> numbers = CollectionsMarshal.AsSpan(_numbers);
            for (int number = 0; number < table._numbers; number++)
            {
                FixedBuilder<long> column = builder.Fixed<long>(table._rows.Count + number);
                for (int row = from; row < to; row++)
                {
                    column.Append(numbers[(row * table._numbers) + number]);
                }
            }

            builder.EndRows(to - from);
            return builder.Build();
        }
    }
}
