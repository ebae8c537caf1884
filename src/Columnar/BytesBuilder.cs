using System.Text;

namespace FlinkSql.Columnar;

/// <summary>Fills a <see cref="BytesColumn"/>.</summary>
public sealed class BytesBuilder(DataType type, BufferPool pool) : ColumnBuilder(type, pool)
{
    private Buffer _offsets = Buffer.Empty;
    private Buffer _data = Buffer.Empty;
    private int _used;

    /// <summary>Bytes appended so far.</summary>
    public int ByteCount => _used;

    public void Append(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Reserve(value.Length));
        Commit(value.Length);
    }

    /// <summary>Appends text as UTF-8.</summary>
    public void Append(string value)
    {
        int length = Encoding.UTF8.GetBytes(value, Reserve(Encoding.UTF8.GetMaxByteCount(value.Length)));
        Commit(length);
    }

    /// <summary>Space for a value of at most that many bytes; follow with <see cref="Commit"/>.</summary>
    public Span<byte> Reserve(int bytes)
    {
        if ((long)_used + bytes > 1 << 30)
        {
            throw new InsufficientMemoryException("the text of one column in one batch exceeds 1 GiB");
        }

        _data = Grow(_data, _used, _used + bytes);
        return _data.Bytes[_used..];
    }

    /// <summary>Ends a row whose value is the first bytes of the reserved space.</summary>
    public void Commit(int bytes)
    {
        _used += bytes;
        _offsets = Grow(_offsets, (Length + 1) * sizeof(int), (Length + 2) * sizeof(int));
        Span<int> offsets = _offsets.As<int>();
        if (Length == 0)
        {
            offsets[0] = 0;
        }

        offsets[++Length] = _used;
    }

    public override void AppendRows(Column source, ReadOnlySpan<int> rows)
    {
        BytesView values = ((BytesColumn)source).Values;
        if (source.NullCount != 0)
        {
            base.AppendRows(source, rows);
            return;
        }

        foreach (int row in rows)
        {
            Append(values[row]);
        }
    }

    public override Column Build()
    {
        int length = Length;
        if (length == 0)
        {
            _offsets = Grow(_offsets, 0, sizeof(int));
            _offsets.As<int>()[0] = 0;
        }

        (Buffer validity, int nullCount) = TakeValidity();
        var column = new BytesColumn(Type, length, _offsets, _data, validity, nullCount);
        _offsets = Buffer.Empty;
        _data = Buffer.Empty;
        _used = 0;
        return column;
    }

    private protected override void AppendPlaceholder() => Append([]);

    private protected override void AppendNonNull(object value)
    {
        if (value is string text)
        {
            Append(text);
        }
        else
        {
            Append((byte[])value);
        }
    }

    private protected override void AppendNonNullFrom(Column source, int row) =>
        Append(((BytesColumn)source).Values[row]);
}
