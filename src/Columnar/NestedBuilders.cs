namespace FlinkSql.Columnar;

/// <summary>Fills a <see cref="ListColumn"/>: append the elements to <see cref="Elements"/>, then end the row.</summary>
public sealed class ListBuilder(ArrayType type, BufferPool pool) : ColumnBuilder(type, pool)
{
    private readonly FixedBuilder<int> _offsets = new(DataTypes.Int, pool);

    public ColumnBuilder Elements { get; } = ColumnBuilders.Create(type.Element, pool);

    /// <summary>Ends a row that holds the elements appended since the last one.</summary>
    public void EndRow()
    {
        if (Length == 0)
        {
            _offsets.Append(0);
        }

        _offsets.Append(Elements.Length);
        Length++;
    }

    public override Column Build()
    {
        int length = Length;
        (Buffer validity, int nullCount) = TakeValidity();
        return new ListColumn(Type, length, NestedOffsets.Take(_offsets), Elements.Build(), validity, nullCount);
    }

    private protected override void AppendPlaceholder() => EndRow();

    private protected override void AppendNonNull(object value)
    {
        foreach (object? element in (object?[])value)
        {
            Elements.AppendValue(element);
        }

        EndRow();
    }
}

/// <summary>Fills a <see cref="MapColumn"/>: append keys and values, then end the row.</summary>
public sealed class MapBuilder : ColumnBuilder
{
    private readonly FixedBuilder<int> _offsets;

    public MapBuilder(DataType type, BufferPool pool)
        : base(type, pool)
    {
        (DataType key, DataType value) = MapTypes.Of(type);
        _offsets = new FixedBuilder<int>(DataTypes.Int, pool);
        Keys = ColumnBuilders.Create(key, pool);
        Values = ColumnBuilders.Create(value, pool);
    }

    public ColumnBuilder Keys { get; }

    public ColumnBuilder Values { get; }

    /// <summary>Ends a row that holds the entries appended since the last one.</summary>
    public void EndRow()
    {
        if (Length == 0)
        {
            _offsets.Append(0);
        }

        _offsets.Append(Keys.Length);
        Length++;
    }

    public override Column Build()
    {
        int length = Length;
        (Buffer validity, int nullCount) = TakeValidity();
        return new MapColumn(
            Type, length, NestedOffsets.Take(_offsets), Keys.Build(), Values.Build(), validity, nullCount);
    }

    private protected override void AppendPlaceholder() => EndRow();

    private protected override void AppendNonNull(object value)
    {
        foreach ((object? key, object? entryValue) in (KeyValuePair<object?, object?>[])value)
        {
            Keys.AppendValue(key);
            Values.AppendValue(entryValue);
        }

        EndRow();
    }
}

/// <summary>Fills a <see cref="StructColumn"/>: append one value to every child, then end the row.</summary>
public sealed class StructBuilder(RowType type, BufferPool pool) : ColumnBuilder(type, pool)
{
    public IReadOnlyList<ColumnBuilder> Children { get; } =
        [.. type.Fields.Select(field => ColumnBuilders.Create(field.Type, pool))];

    /// <summary>Ends a row; every child holds one value more than before.</summary>
    public void EndRow() => Length++;

    public override Column Build()
    {
        int length = Length;
        (Buffer validity, int nullCount) = TakeValidity();
        return new StructColumn(Type, length, [.. Children.Select(child => child.Build())], validity, nullCount);
    }

    private protected override void AppendPlaceholder()
    {
        foreach (ColumnBuilder child in Children)
        {
            child.AppendNull();
        }

        EndRow();
    }

    private protected override void AppendNonNull(object value)
    {
        var values = (object?[])value;
        for (int field = 0; field < values.Length; field++)
        {
            Children[field].AppendValue(values[field]);
        }

        EndRow();
    }
}

/// <summary>Counts the rows of a <see cref="NullColumn"/>.</summary>
public sealed class NullBuilder(DataType type, BufferPool pool) : ColumnBuilder(type, pool)
{
    public override Column Build()
    {
        int length = Length;
        TakeValidity().Validity.Release();
        return new NullColumn(Type, length);
    }

    private protected override void AppendPlaceholder() => Length++;

    private protected override void AppendNonNull(object value) =>
        throw new ArgumentException("columnar: a column of type NULL holds only NULL");
}

/// <summary>Takes the offsets of a list or map builder out as a buffer; an empty column has the single offset 0.</summary>
internal static class NestedOffsets
{
    public static Buffer Take(FixedBuilder<int> offsets)
    {
        if (offsets.Length == 0)
        {
            offsets.Append(0);
        }

        return offsets.TakeValues();
    }
}
