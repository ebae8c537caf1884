namespace FlinkSql.Columnar;

/// <summary>Fills a <see cref="BooleanColumn"/>.</summary>
public sealed class BooleanBuilder(DataType type, BufferPool pool) : ColumnBuilder(type, pool)
{
    private Buffer _values = Buffer.Empty;

    public void Append(bool value)
    {
        _values = Grow(_values, _values.Capacity, Bits.ByteCount(Length + 1));
        Bits.Set(_values.Bytes, Length++, value);
    }

    public override Column Build()
    {
        int length = Length;
        (Buffer validity, int nullCount) = TakeValidity();
        Buffer values = _values;
        _values = Buffer.Empty;
        return new BooleanColumn(Type, length, values, validity, nullCount);
    }

    private protected override void AppendPlaceholder() => Append(false);

    private protected override void AppendNonNull(object value) => Append((bool)value);

    private protected override void AppendNonNullFrom(Column source, int row) =>
        Append(((BooleanColumn)source).Values[row]);
}
