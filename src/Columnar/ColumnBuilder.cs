namespace FlinkSql.Columnar;

/// <summary>Fills one column; <see cref="Build"/> freezes it and leaves the builder empty for the next.</summary>
public abstract class ColumnBuilder
{
    private readonly BufferPool _pool;
    private Buffer _validity = Buffer.Empty;

    private protected ColumnBuilder(DataType type, BufferPool pool)
    {
        Type = type;
        _pool = pool;
    }

    public DataType Type { get; }

    /// <summary>Rows appended so far.</summary>
    public int Length { get; private protected set; }

    /// <summary>Rows of them that are NULL.</summary>
    public int NullCount { get; private set; }

    private protected BufferPool Pool => _pool;

    /// <summary>Appends NULL.</summary>
    public void AppendNull()
    {
        MarkNull(Length);
        AppendPlaceholder();
    }

    /// <summary>Appends a value of the form <see cref="Column.GetValue"/> gives.</summary>
    public void AppendValue(object? value)
    {
        if (value is null)
        {
            AppendNull();
        }
        else
        {
            AppendNonNull(value);
        }
    }

    /// <summary>Appends a row of a column of the same type.</summary>
    public void AppendFrom(Column source, int row)
    {
        if (source.IsNull(row))
        {
            AppendNull();
        }
        else
        {
            AppendNonNullFrom(source, row);
        }
    }

    /// <summary>Appends the given rows of a column of the same type, in that order: scatter and gather.</summary>
    public virtual void AppendRows(Column source, ReadOnlySpan<int> rows)
    {
        foreach (int row in rows)
        {
            AppendFrom(source, row);
        }
    }

    /// <summary>Freezes what was appended.</summary>
    public abstract Column Build();

    /// <summary>Marks a row as NULL; rows are valid until marked, and marking one again changes nothing.</summary>
    public void MarkNull(int row)
    {
        EnsureValidity(row + 1);
        Span<byte> validity = _validity.Bytes;
        NullCount += new Bits(validity)[row] ? 1 : 0;
        Bits.Set(validity, row, false);
    }

    private protected abstract void AppendPlaceholder();

    private protected abstract void AppendNonNull(object value);

    private protected virtual void AppendNonNullFrom(Column source, int row) =>
        AppendNonNull(source.GetValue(row)!);

    private protected (Buffer Validity, int NullCount) TakeValidity()
    {
        if (NullCount != 0)
        {
            EnsureValidity(Length);
        }

        (Buffer, int) taken = (NullCount == 0 ? Buffer.Empty : _validity, NullCount);
        if (NullCount == 0)
        {
            _validity.Release();
        }

        _validity = Buffer.Empty;
        NullCount = 0;
        Length = 0;
        return taken;
    }

    private protected Buffer Grow(Buffer buffer, int usedBytes, int neededBytes)
    {
        if (neededBytes <= buffer.Capacity)
        {
            return buffer;
        }

        Buffer larger = _pool.Rent((int)Math.Min(int.MaxValue, Math.Max(neededBytes, 2L * buffer.Capacity)));
        buffer.Bytes[..Math.Min(usedBytes, buffer.Capacity)].CopyTo(larger.Bytes);
        buffer.Release();
        return larger;
    }

    private void EnsureValidity(int rows)
    {
        int needed = Bits.ByteCount(rows);
        if (needed > _validity.Capacity)
        {
            int used = _validity.Capacity;
            _validity = Grow(_validity, used, needed);
            _validity.Bytes[used..].Fill(0xFF);
        }
    }
}
