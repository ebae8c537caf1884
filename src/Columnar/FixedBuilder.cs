using System.Runtime.CompilerServices;

namespace FlinkSql.Columnar;

/// <summary>Fills a <see cref="FixedColumn{T}"/>.</summary>
public sealed class FixedBuilder<T>(DataType type, BufferPool pool) : ColumnBuilder(type, pool)
    where T : unmanaged
{
    private Buffer _values = Buffer.Empty;

    /// <summary>
    /// Space for that many more rows, for a loop that writes by index; follow with <see cref="Commit"/>.
    /// </summary>
    public Span<T> Reserve(int rows)
    {
        _values = Grow(_values, Length * Unsafe.SizeOf<T>(), (Length + rows) * Unsafe.SizeOf<T>());
        return _values.As<T>().Slice(Length, rows);
    }

    /// <summary>Takes over the first rows written into the reserved space.</summary>
    public void Commit(int rows) => Length += rows;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(T value)
    {
        Span<T> values = _values.As<T>();
        if (Length >= values.Length)
        {
            values = Enlarge();
        }

        values[Length++] = value;
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
        Buffer values = _values;
        _values = Buffer.Empty;
        return new FixedColumn<T>(Type, length, values, validity, nullCount);
    }

    /// <summary>Takes the bare values out, for offsets and row kinds.</summary>
    internal Buffer TakeValues()
    {
        TakeValidity().Validity.Release();
        Buffer values = _values;
        _values = Buffer.Empty;
        return values;
    }

    private protected override void AppendPlaceholder() => Append(default);

    private protected override void AppendNonNull(object value) => Append((T)value);

    private protected override void AppendNonNullFrom(Column source, int row) =>
        Append(((FixedColumn<T>)source).Values[row]);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private Span<T> Enlarge()
    {
        _values = Grow(_values, Length * Unsafe.SizeOf<T>(), (Length + 1) * Unsafe.SizeOf<T>());
        return _values.As<T>();
    }
}
