using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;

namespace FlinkSql.Runtime.State.Keyed;

/// <summary>
/// The table of one state in a checkpoint: the columns of the key and then those of the state. Every backend writes it
/// alike, so that a checkpoint of one can be restored into another.
/// </summary>
internal sealed class SavedState(KeyedStateSetup setup, string kind, string name, params IReadOnlyList<Field> fields)
{
    private const int RowsInBatch = 4096;

    private readonly StateTable _table = new(
        $"{kind}-{name}", new Schema([.. setup.Key.Fields, .. fields]), setup.SpreadBy);

    /// <summary>A column for the time at which something was written.</summary>
    public static Field Written { get; } = new("_written", DataTypes.BigInt.NotNull());

    /// <summary>Adds what was copied at the barrier; it is written later.</summary>
    /// <param name="snapshot">The checkpoint.</param>
    /// <param name="items">What there is.</param>
    /// <param name="keyOf">The key of an item.</param>
    /// <param name="write">Gives the columns behind the key.</param>
    public void Save<T>(
        StateSnapshot snapshot, IReadOnlyList<T> items, Func<T, StateKey> keyOf, Func<T, object?[]> write)
    {
        if (items.Count != 0)
        {
            snapshot.Defer(_table, memory => Make(memory, items, keyOf, write));
        }
    }

    /// <summary>The rows of a checkpoint: key and columns behind it.</summary>
    public IEnumerable<(StateKey Key, object?[] Columns)> Load(RestoredState state)
    {
        int keys = setup.Key.Count;
        foreach (RecordBatch batch in state.Rows(_table.Name))
        {
            using RecordBatch owned = batch;
            for (int row = 0; row < batch.RowCount; row++)
            {
                object?[] values = [.. Enumerable.Range(0, batch.ColumnCount).Select(column => batch.Column(column).GetValue(row))];
                yield return (new StateKey(values.AsSpan(0, keys)), values[keys..]);
            }
        }
    }

    private IEnumerable<RecordBatch> Make<T>(
        BufferPool memory, IReadOnlyList<T> items, Func<T, StateKey> keyOf, Func<T, object?[]> write)
    {
        var builder = new BatchBuilder(_table.Schema, memory);
        foreach (T item in items)
        {
            builder.AppendRow(RowKind.Insert, [.. keyOf(item).Values, .. write(item)]);
            if (builder.RowCount == RowsInBatch)
            {
                yield return builder.Build();
            }
        }

        if (!builder.IsEmpty)
        {
            yield return builder.Build();
        }
    }
}
