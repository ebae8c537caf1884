using FlinkSql.Columnar;

namespace FlinkSql.Runtime.State;

/// <summary>Hashes and compares rows by some of their columns; NULL is a value like any other.</summary>
public sealed class RowKeys : IEqualityComparer<RowKey>
{
    private readonly int[] _columns;
    private readonly ValueComparer[] _comparers;
    private ulong[] _hashes = [];

    public RowKeys(Schema schema, IEnumerable<int> columns)
    {
        _columns = [.. columns];
        _comparers = [.. _columns.Select(column => ValueComparer.Of(schema[column].Type))];
    }

    /// <summary>The hash of every row, good until the next call.</summary>
    public ReadOnlySpan<ulong> Hash(RecordBatch batch)
    {
        if (_hashes.Length < batch.RowCount)
        {
            _hashes = new ulong[Math.Max(batch.RowCount, 2 * _hashes.Length)];
        }

        KeyHash.HashColumns(batch, _columns, _hashes);
        return _hashes.AsSpan(0, batch.RowCount);
    }

    public bool Equal(StoredRow left, StoredRow right)
    {
        for (int key = 0; key < _columns.Length; key++)
        {
            Column a = left.Batch.Column(_columns[key]);
            Column b = right.Batch.Column(_columns[key]);
            bool isNull = a.IsNull(left.Row);
            if (isNull != b.IsNull(right.Row) || (!isNull && !_comparers[key].Equal(a, left.Row, b, right.Row)))
            {
                return false;
            }
        }

        return true;
    }

    bool IEqualityComparer<RowKey>.Equals(RowKey left, RowKey right) =>
        left.Hash == right.Hash && Equal(left.Row, right.Row);

    int IEqualityComparer<RowKey>.GetHashCode(RowKey key) => (int)(key.Hash ^ (key.Hash >> 32));
}
