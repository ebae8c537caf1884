using System.Runtime.CompilerServices;

namespace FlinkSql.Columnar;

/// <summary>Fills a <see cref="FixedColumn{T}"/>.</summary>
/// <remarks>
/// Buffers do not move, so their address is kept: appending is a comparison and a store.
/// </remarks>
public sealed unsafe class FixedBuilder<T>(DataType type, BufferPool pool) : ColumnBuilder(type, pool)
    where T : unmanaged
{
    private Buffer _values = Buffer.Empty;
    private T* _first;
    private int _capacity;
    private int _usual;

    /// <summary>
    /// Space for that many more rows, for a loop that writes by index; follow with <see cref="Commit"/>.
    /// </summary>
    public Span<T> Reserve(int rows)
    {
        if (rows > _capacity - Length)
        {
            Enlarge(Length + rows);
        }

        return new Span<T>(_first + Length, rows);
    }

    /// <summary>Takes over the first rows written into the reserved space.</summary>
    public void Commit(int rows) => Length += rows;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(T value)
    {
        int row = Length;
        if (row >= _capacity)
        {
            Enlarge(row + 1);
        }

        _first[row] = value;
        Length = row + 1;
    }

    public override void AppendRows(Column source, ReadOnlySpan<int> rows)
    {
        ReadOnlySpan<T> from = ((FixedColumn<T>)source).Values;
        Span<T> to = Reserve(rows.Length);
        for (int row = 0; row < to.Length; row++)
        {
            to[row] = from[rows[row]];
        }

        if (source.NullCount != 0)
        {
            Bits valid = source.Validity;
            for (int row = 0; row < rows.Length; row++)
            {
                if (!valid[rows[row]])
                {
                    MarkNull(Length + row);
                }
            }
        }

        Commit(rows.Length);
    }

    public override Column Build()
    {
        int length = Length;
        (Buffer validity, int nullCount) = TakeValidity();
        Buffer values = Take();
        _usual = length;
        return new FixedColumn<T>(Type, length, values, validity, nullCount);
    }

    /// <summary>Takes the bare values out, for offsets and row kinds.</summary>
    internal Buffer TakeValues()
    {
        TakeValidity().Validity.Release();
        return Take();
    }

    private protected override void AppendPlaceholder() => Append(default);

    private protected override void AppendNonNull(object value) => Append((T)value);

    private protected override void AppendNonNullFrom(Column source, int row) =>
        Append(((FixedColumn<T>)source).Values[row]);

    private Buffer Take()
    {
        Buffer values = _values;
        _values = Buffer.Empty;
        _first = null;
        _capacity = 0;
        return values;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Enlarge(int rows)
    {
        // The next batch is likely to be as large as the last one.
        rows = _capacity == 0 ? Math.Max(rows, _usual) : rows;
        _values = Grow(_values, Length * Unsafe.SizeOf<T>(), checked(rows * Unsafe.SizeOf<T>()));
        _first = (T*)_values.Address;
        _capacity = _values.Capacity / Unsafe.SizeOf<T>();
    }
}
