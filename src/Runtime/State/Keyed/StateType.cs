using FlinkSql.Columnar;

namespace FlinkSql.Runtime.State.Keyed;

/// <summary>
/// How values of a .NET type stand in a column, so that state can be saved and read. A value is never changed in place:
/// another is put in its place.
/// </summary>
/// <param name="Column">The type of the column; NULL needs one that takes it.</param>
/// <param name="Save">The value in the form of Column.GetValue.</param>
/// <param name="Load">The value back from it.</param>
public sealed record StateType<T>(DataType Column, Func<T, object?> Save, Func<object?, T> Load)
{
    /// <summary>Of a type whose values have the form of Column.GetValue themselves.</summary>
    public static StateType<T> Of(DataType column) => new(column, value => value, value => (T)value!);
}
