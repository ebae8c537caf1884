using FlinkSql.Columnar;

namespace FlinkSql.Runtime.State;

/// <summary>Compares values of one column, which may lie in different batches. The values are not NULL.</summary>
internal abstract class ValueComparer
{
    public abstract int Compare(Column left, int leftRow, Column right, int rightRow);

    public virtual bool Equal(Column left, int leftRow, Column right, int rightRow) =>
        Compare(left, leftRow, right, rightRow) == 0;

    /// <summary>The comparer for a type.</summary>
    public static ValueComparer Of(DataType type) => type.Physical switch
    {
        PhysicalType.Int8 => new FixedComparer<sbyte>(),
        PhysicalType.Int16 => new FixedComparer<short>(),
        PhysicalType.Int32 => new FixedComparer<int>(),
        PhysicalType.Int64 => new FixedComparer<long>(),
        PhysicalType.Int128 => new FixedComparer<Int128>(),
        PhysicalType.Float32 => new RealComparer<float>(),
        PhysicalType.Float64 => new RealComparer<double>(),
        PhysicalType.Boolean => new BooleanComparer(),
        PhysicalType.Bytes => new BytesComparer(),
        _ => new NestedComparer(),
    };

    private sealed class FixedComparer<T> : ValueComparer
        where T : unmanaged, IComparable<T>
    {
        public override int Compare(Column left, int leftRow, Column right, int rightRow) =>
            ((FixedColumn<T>)left).Values[leftRow].CompareTo(((FixedColumn<T>)right).Values[rightRow]);
    }

    /// <summary>NaN equals itself and is above all other numbers; -0.0 equals 0.0.</summary>
    private sealed class RealComparer<T> : ValueComparer
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        public override int Compare(Column left, int leftRow, Column right, int rightRow)
        {
            T a = ((FixedColumn<T>)left).Values[leftRow];
            T b = ((FixedColumn<T>)right).Values[rightRow];
            return T.IsNaN(a) || T.IsNaN(b) ? T.IsNaN(a).CompareTo(T.IsNaN(b)) : a.CompareTo(b);
        }
    }

    private sealed class BooleanComparer : ValueComparer
    {
        public override int Compare(Column left, int leftRow, Column right, int rightRow) =>
            ((BooleanColumn)left).Values[leftRow].CompareTo(((BooleanColumn)right).Values[rightRow]);
    }

    private sealed class BytesComparer : ValueComparer
    {
        public override int Compare(Column left, int leftRow, Column right, int rightRow) =>
            ((BytesColumn)left).Values[leftRow].SequenceCompareTo(((BytesColumn)right).Values[rightRow]);

        public override bool Equal(Column left, int leftRow, Column right, int rightRow) =>
            ((BytesColumn)left).Values[leftRow].SequenceEqual(((BytesColumn)right).Values[rightRow]);
    }

    /// <summary>ARRAY, ROW and MAP know equality alone; their order is that of their hashes.</summary>
    private sealed class NestedComparer : ValueComparer
    {
        public override int Compare(Column left, int leftRow, Column right, int rightRow) =>
            Hash(left, leftRow).CompareTo(Hash(right, rightRow));

        public override bool Equal(Column left, int leftRow, Column right, int rightRow) =>
            Same(left.GetValue(leftRow), right.GetValue(rightRow));

        private static ulong Hash(Column column, int row) => KeyHash.HashValue(column.GetValue(row));

        private static bool Same(object? left, object? right) => (left, right) switch
        {
            (byte[] a, byte[] b) => a.AsSpan().SequenceEqual(b),
            (object?[] a, object?[] b) => a.Length == b.Length && a.Zip(b).All(pair => Same(pair.First, pair.Second)),
            (KeyValuePair<object?, object?>[] a, KeyValuePair<object?, object?>[] b) =>
                a.Length == b.Length && a.All(entry => b.Any(other =>
                    Same(entry.Key, other.Key) && Same(entry.Value, other.Value))),
            _ => Equals(left, right),
        };
    }
}
