using FlinkSql.Columnar;

namespace FlinkSql.Planner.Logical;

/// <summary>What a column means for time.</summary>
public enum TimeAttribute
{
    /// <summary>An ordinary column.</summary>
    None,

    /// <summary>Event time: watermarks speak about it.</summary>
    Rowtime,

    /// <summary>Processing time: read from the clock when it is needed.</summary>
    Proctime,
}

/// <summary>A column of a plan node.</summary>
public sealed record PlanColumn(string Name, DataType Type, TimeAttribute Time = TimeAttribute.None)
{
    public override string ToString() => Time switch
    {
        TimeAttribute.Rowtime => $"{Name} {Type} *ROWTIME*",
        TimeAttribute.Proctime => $"{Name} {Type} *PROCTIME*",
        _ => $"{Name} {Type}",
    };
}

/// <summary>The columns of a plan node, in order.</summary>
public sealed record PlanSchema(EquatableArray<PlanColumn> Columns)
{
    public int Count => Columns.Count;

    public PlanColumn this[int column] => Columns[column];

    /// <summary>The schema of the batches at run time.</summary>
    public Schema ToSchema() => new(Columns.Select(column => new Field(column.Name, column.Type)).ToEquatable());

    public override string ToString() => $"({string.Join(", ", Columns)})";
}
