using FlinkSql.Columnar;
using FlinkSql.Columnar.State;

namespace FlinkSql.Runtime.State;

/// <summary>A row of keyed state in a checkpoint; good until the next one is asked for.</summary>
internal readonly struct SavedRow<TKey>(RecordBatch rows, int row, int keyColumns, TKey key)
    where TKey : struct
{
    public TKey Key => key;

    /// <summary>The batch it is in.</summary>
    public RecordBatch Rows => rows;

    /// <summary>Where it is in the batch.</summary>
    public int Row => row;

    /// <summary>The bytes of the state, which are the last column.</summary>
    public ReadOnlySpan<byte> Bytes => rows.Bytes(rows.ColumnCount - 1)[row];

    /// <summary>Reads them.</summary>
    public StateReader State => new(Bytes);

    /// <summary>A number of the former subtask it is from, where one was asked for and kept.</summary>
    public long? Former { get; init; }

    /// <summary>A number that stands beside the key.</summary>
    public long Number(int number) => rows.Values<long>(keyColumns + number)[row];
}
