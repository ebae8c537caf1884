namespace FlinkSql.Columnar;

/// <summary>A column of ARRAY: offsets into a child column of elements.</summary>
public sealed class ListColumn(
    DataType type, int length, Buffer offsets, Column elements, Buffer validity, int nullCount)
    : Column(type, length, validity, nullCount)
{
    /// <summary>Length + 1 offsets into <see cref="Elements"/>.</summary>
    public ReadOnlySpan<int> Offsets => offsets.As<int>()[..(Length + 1)];

    public Column Elements { get; } = elements;

    public override long BufferBytes => base.BufferBytes + offsets.Capacity + Elements.BufferBytes;

    private protected override object? GetNonNull(int row)
    {
        int start = Offsets[row];
        var values = new object?[Offsets[row + 1] - start];
        for (int element = 0; element < values.Length; element++)
        {
            values[element] = Elements.GetValue(start + element);
        }

        return values;
    }

    public override Column Retain()
    {
        offsets.Retain();
        Elements.Retain();
        return base.Retain();
    }

    public override void Release()
    {
        offsets.Release();
        Elements.Release();
        base.Release();
    }
}

/// <summary>A column of MAP or MULTISET: offsets into child columns of keys and values.</summary>
public sealed class MapColumn(
    DataType type, int length, Buffer offsets, Column keys, Column values, Buffer validity, int nullCount)
    : Column(type, length, validity, nullCount)
{
    /// <summary>Length + 1 offsets into <see cref="Keys"/> and <see cref="Values"/>.</summary>
    public ReadOnlySpan<int> Offsets => offsets.As<int>()[..(Length + 1)];

    public Column Keys { get; } = keys;

    public Column Values { get; } = values;

    public override long BufferBytes => base.BufferBytes + offsets.Capacity + Keys.BufferBytes + Values.BufferBytes;

    private protected override object? GetNonNull(int row)
    {
        int start = Offsets[row];
        var entries = new KeyValuePair<object?, object?>[Offsets[row + 1] - start];
        for (int entry = 0; entry < entries.Length; entry++)
        {
            entries[entry] = new(Keys.GetValue(start + entry), Values.GetValue(start + entry));
        }

        return entries;
    }

    public override Column Retain()
    {
        offsets.Retain();
        Keys.Retain();
        Values.Retain();
        return base.Retain();
    }

    public override void Release()
    {
        offsets.Release();
        Keys.Release();
        Values.Release();
        base.Release();
    }
}

/// <summary>A column of ROW: one child column a field.</summary>
public sealed class StructColumn(DataType type, int length, Column[] children, Buffer validity, int nullCount)
    : Column(type, length, validity, nullCount)
{
    public IReadOnlyList<Column> Children => children;

    public override long BufferBytes => base.BufferBytes + children.Sum(child => child.BufferBytes);

    private protected override object? GetNonNull(int row)
    {
        var values = new object?[children.Length];
        for (int field = 0; field < values.Length; field++)
        {
            values[field] = children[field].GetValue(row);
        }

        return values;
    }

    public override Column Retain()
    {
        foreach (Column child in children)
        {
            child.Retain();
        }

        return base.Retain();
    }

    public override void Release()
    {
        foreach (Column child in children)
        {
            child.Release();
        }

        base.Release();
    }
}

/// <summary>A column of which every row is NULL.</summary>
public sealed class NullColumn(DataType type, int length)
    : Column(type, length, Buffer.Zeroed(Bits.ByteCount(length)), length)
{
    public override bool IsNull(int row) => true;

    private protected override object? GetNonNull(int row) => null;
}
