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
            Save(snapshot, () => items.Select(item => (keyOf(item), write(item))));
        }
    }

    /// <summary>Adds rows, key and columns behind it, that are asked for later.</summary>
    public void Save(
        StateSnapshot snapshot, Func<IEnumerable<(StateKey Key, object?[] Columns)>> rows, Action? release = null) =>
        snapshot.Defer(_table, memory => Make(memory, rows()), release);

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

    private IEnumerable<RecordBatch> Make(BufferPool memory, IEnumerable<(StateKey Key, object?[] Columns)> rows)
    {
        var builder = new BatchBuilder(_table.Schema, memory);
        foreach ((StateKey key, object?[] columns) in rows)
        {
            builder.AppendRow(RowKind.Insert, [.. key.Values, .. columns]);
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
