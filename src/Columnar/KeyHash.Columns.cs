namespace FlinkSql.Columnar;

/// <content>Whole columns at once.</content>
public static partial class KeyHash
{
    private interface IHasher<T>
    {
        static abstract ulong Hash(T value);
    }

    /// <summary>Hashes the given columns of every row; with no columns all rows hash alike.</summary>
    public static void HashColumns(RecordBatch batch, ReadOnlySpan<int> columns, Span<ulong> hashes)
    {
        hashes = hashes[..batch.RowCount];
        if (columns.IsEmpty)
        {
            hashes.Fill(Seed);
            return;
        }

        for (int key = 0; key < columns.Length; key++)
        {
            HashColumn(batch.Column(columns[key]), hashes, first: key == 0);
        }
    }

    private static void HashColumn(Column column, Span<ulong> hashes, bool first)
    {
        switch (column)
        {
            case FixedColumn<long> fixedColumn:
                HashFixed<long, OfInt64>(fixedColumn, hashes, first);
                break;
            case FixedColumn<int> fixedColumn:
                HashFixed<int, OfInt32>(fixedColumn, hashes, first);
                break;
            case FixedColumn<short> fixedColumn:
                HashFixed<short, OfInt16>(fixedColumn, hashes, first);
                break;
            case FixedColumn<sbyte> fixedColumn:
                HashFixed<sbyte, OfInt8>(fixedColumn, hashes, first);
                break;
            case FixedColumn<Int128> fixedColumn:
                HashFixed<Int128, OfInt128>(fixedColumn, hashes, first);
                break;
            case FixedColumn<double> fixedColumn:
                HashFixed<double, OfDouble>(fixedColumn, hashes, first);
                break;
            case FixedColumn<float> fixedColumn:
                HashFixed<float, OfFloat>(fixedColumn, hashes, first);
                break;
            case BytesColumn bytesColumn:
                HashBytes(bytesColumn, hashes, first);
                break;
            case BooleanColumn booleanColumn:
                HashBooleans(booleanColumn, hashes, first);
                break;
            default:
                HashBoxed(column, hashes, first);
                break;
        }
    }

    private static void HashFixed<T, THasher>(FixedColumn<T> column, Span<ulong> hashes, bool first)
        where T : unmanaged
        where THasher : struct, IHasher<T>
    {
        ReadOnlySpan<T> values = column.Values;
        if (column.NullCount != 0)
        {
            Bits valid = column.Validity;
            for (int row = 0; row < hashes.Length; row++)
            {
                Put(ref hashes[row], valid[row] ? THasher.Hash(values[row]) : NullHash, first);
            }
        }
        else if (first)
        {
            for (int row = 0; row < hashes.Length; row++)
            {
                hashes[row] = THasher.Hash(values[row]);
            }
        }
        else
        {
            for (int row = 0; row < hashes.Length; row++)
            {
                hashes[row] = Combine(hashes[row], THasher.Hash(values[row]));
            }
        }
    }

    private static void HashBytes(BytesColumn column, Span<ulong> hashes, bool first)
    {
        BytesView values = column.Values;
        Bits valid = column.Validity;
        for (int row = 0; row < hashes.Length; row++)
        {
            Put(ref hashes[row], valid.AllSet || valid[row] ? Hash(values[row]) : NullHash, first);
        }
    }

    private static void HashBooleans(BooleanColumn column, Span<ulong> hashes, bool first)
    {
        Bits values = column.Values;
        Bits valid = column.Validity;
        for (int row = 0; row < hashes.Length; row++)
        {
            Put(ref hashes[row], valid.AllSet || valid[row] ? Hash(values[row]) : NullHash, first);
        }
    }

    private static void HashBoxed(Column column, Span<ulong> hashes, bool first)
    {
        for (int row = 0; row < hashes.Length; row++)
        {
            Put(ref hashes[row], HashValue(column.GetValue(row)), first);
        }
    }

    private static void Put(ref ulong hash, ulong value, bool first) => hash = first ? value : Combine(hash, value);

    private readonly struct OfInt64 : IHasher<long>
    {
        public static ulong Hash(long value) => KeyHash.Hash(value);
    }

    private readonly struct OfInt32 : IHasher<int>
    {
        public static ulong Hash(int value) => KeyHash.Hash(value);
    }

    private readonly struct OfInt16 : IHasher<short>
    {
        public static ulong Hash(short value) => KeyHash.Hash(value);
    }

    private readonly struct OfInt8 : IHasher<sbyte>
    {
        public static ulong Hash(sbyte value) => KeyHash.Hash(value);
    }

    private readonly struct OfInt128 : IHasher<Int128>
    {
        public static ulong Hash(Int128 value) => KeyHash.Hash(value);
    }

    private readonly struct OfDouble : IHasher<double>
    {
        public static ulong Hash(double value) => KeyHash.Hash(value);
    }

    private readonly struct OfFloat : IHasher<float>
    {
        public static ulong Hash(float value) => KeyHash.Hash(value);
    }
}
