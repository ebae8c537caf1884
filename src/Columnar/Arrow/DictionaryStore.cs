namespace FlinkSql.Columnar.Arrow;

/// <summary>The dictionaries seen so far, by id. It owns their columns.</summary>
internal sealed class DictionaryStore(BufferPool pool) : IDisposable
{
    private readonly Dictionary<long, Column> _values = [];

    public Column Get(long id, string field) => _values.TryGetValue(id, out Column? values)
        ? values
        : throw new ArrowFormatException($"field \"{field}\" refers to dictionary {id}, which has not come before");

    /// <summary>Replaces a dictionary, or appends to it. Takes over the reference to the values.</summary>
    public void Add(long id, Column values, bool delta)
    {
        if (_values.TryGetValue(id, out Column? known))
        {
            Column taken = values;
            values = delta ? Concatenate(known, values) : values;
            known.Release();
            if (delta)
            {
                taken.Release();
            }
        }

        _values[id] = values;
    }

    public void Dispose()
    {
        foreach (Column values in _values.Values)
        {
            values.Release();
        }

        _values.Clear();
    }

    private Column Concatenate(Column first, Column second)
    {
        ColumnBuilder builder = ColumnBuilders.Create(first.Type, pool);
        foreach (Column part in (ReadOnlySpan<Column>)[first, second])
        {
            for (int row = 0; row < part.Length; row++)
            {
                builder.AppendFrom(part, row);
            }
        }

        return builder.Build();
    }
}
