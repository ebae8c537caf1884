using FlinkSql.Columnar;

namespace FlinkSql.Runtime.State;

/// <summary>One key of an order of rows.</summary>
public readonly record struct RowSortKey(int Column, bool Descending, bool NullsFirst);

/// <summary>Compares rows by sort keys; rows equal in all of them compare as equal.</summary>
public sealed class RowOrder : IComparer<StoredRow>
{
    private readonly RowSortKey[] _keys;
    private readonly ValueComparer[] _comparers;

    public RowOrder(Schema schema, IEnumerable<RowSortKey> keys)
    {
        _keys = [.. keys];
        _comparers = [.. _keys.Select(key => ValueComparer.Of(schema[key.Column].Type))];
    }

    public int Compare(StoredRow left, StoredRow right)
    {
        for (int key = 0; key < _keys.Length; key++)
        {
            RowSortKey sort = _keys[key];
            Column a = left.Batch.Column(sort.Column);
            Column b = right.Batch.Column(sort.Column);
            bool isNull = a.IsNull(left.Row);
            bool otherNull = b.IsNull(right.Row);
            int order;
            if (isNull || otherNull)
            {
                order = isNull == otherNull ? 0 : isNull == sort.NullsFirst ? -1 : 1;
            }
            else
            {
                order = _comparers[key].Compare(a, left.Row, b, right.Row);
                order = sort.Descending ? -order : order;
            }

            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }
}
