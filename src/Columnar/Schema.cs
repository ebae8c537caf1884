namespace FlinkSql.Columnar;

/// <summary>A named column of a schema or field of a ROW.</summary>
public sealed record Field(string Name, DataType Type)
{
    public override string ToString() => $"{Name} {Type}";
}

/// <summary>Ordered named columns. Names need not be unique; look-up by name finds the first.</summary>
public sealed record Schema(EquatableArray<Field> Fields)
{
    public int Count => Fields.Count;

    public Field this[int column] => Fields[column];

    /// <summary>The index of the first column of that exact name, or -1.</summary>
    public int IndexOf(string name)
    {
        for (int column = 0; column < Fields.Count; column++)
        {
            if (Fields[column].Name == name)
            {
                return column;
            }
        }

        return -1;
    }

    /// <summary>The schema of the given columns, in the given order.</summary>
    public Schema Select(IReadOnlyList<int> columns) => new(columns.Select(c => Fields[c]).ToEquatable());

    public override string ToString() => $"({string.Join(", ", Fields)})";
}
