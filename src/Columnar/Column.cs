namespace FlinkSql.Columnar;

/// <summary>
/// The values of one column of a batch: a type, a length, and buffers in Arrow's layout. A column is frozen; several
/// batches may share one through <see cref="Retain"/>.
/// </summary>
public abstract class Column
{
    private readonly Buffer _validity;

    private protected Column(DataType type, int length, Buffer validity, int nullCount)
    {
        Type = type;
        Length = length;
        _validity = validity;
        NullCount = nullCount;
    }

    public DataType Type { get; }

    /// <summary>Rows in the column.</summary>
    public int Length { get; }

    /// <summary>Rows that are NULL; 0 means that there may be no bitmap at all.</summary>
    public int NullCount { get; }

    /// <summary>One bit a row, set where there is a value; empty when no row is NULL.</summary>
    public Bits Validity => new(NullCount == 0 ? default : (ReadOnlySpan<byte>)_validity.Bytes);

    /// <summary>The bytes of the bitmap, trimmed to the rows; empty when no row is NULL.</summary>
    public ReadOnlySpan<byte> ValidityBytes =>
        NullCount == 0 ? default : _validity.Bytes[..Bits.ByteCount(Length)];

    public virtual bool IsNull(int row) => NullCount != 0 && !Validity[row];

    /// <summary>
    /// The value of a row as an object, for the slow paths (printing, tests, constants). NULL is null; numbers, dates
    /// and times are their physical values (DECIMAL unscaled as long or Int128); text is <see cref="string"/>, bytes
    /// <c>byte[]</c>, ARRAY and ROW <c>object?[]</c>, MAP and MULTISET <c>KeyValuePair&lt;object, object?&gt;[]</c>.
    /// </summary>
    public object? GetValue(int row) => IsNull(row) ? null : GetNonNull(row);

    private protected abstract object? GetNonNull(int row);

    /// <summary>Bytes of the buffers it holds.</summary>
    public virtual long BufferBytes => _validity.Capacity;

    /// <summary>Shares the column: adds a reference to each of its buffers.</summary>
    public virtual Column Retain()
    {
        _validity.Retain();
        return this;
    }

    /// <summary>Gives back the references taken by building or retaining.</summary>
    public virtual void Release() => _validity.Release();
}

/// <summary>A column of fixed-width values.</summary>
public sealed class FixedColumn<T>(DataType type, int length, Buffer values, Buffer validity, int nullCount)
    : Column(type, length, validity, nullCount)
    where T : unmanaged
{
    /// <summary>One value a row; what stands in a NULL row is unspecified.</summary>
    public ReadOnlySpan<T> Values => values.As<T>()[..Length];

    public override long BufferBytes => base.BufferBytes + values.Capacity;

    private protected override object? GetNonNull(int row) => Values[row];

    public override Column Retain()
    {
        values.Retain();
        return base.Retain();
    }

    public override void Release()
    {
        values.Release();
        base.Release();
    }
}

/// <summary>A column of BOOLEAN, one bit a row.</summary>
public sealed class BooleanColumn(DataType type, int length, Buffer values, Buffer validity, int nullCount)
    : Column(type, length, validity, nullCount)
{
    public Bits Values => new(values.Bytes);

    /// <summary>The bits as bytes, trimmed to the rows.</summary>
    public ReadOnlySpan<byte> ValueBytes => values.Bytes[..Bits.ByteCount(Length)];

    public override long BufferBytes => base.BufferBytes + values.Capacity;

    private protected override object? GetNonNull(int row) => Values[row];

    public override Column Retain()
    {
        values.Retain();
        return base.Retain();
    }

    public override void Release()
    {
        values.Release();
        base.Release();
    }
}
