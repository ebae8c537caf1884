using FlinkSql.Columnar;

namespace FlinkSql.Linq;

/// <summary>One change of a table that is being updated: <c>+I -U +U -D</c> and the row.</summary>
public readonly record struct Change<T>(RowKind Kind, T Row)
{
    public override string ToString() => $"{Kind.ToShortString()} {Row}";
}
