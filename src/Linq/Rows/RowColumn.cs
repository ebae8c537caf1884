using System.Linq.Expressions;
using System.Reflection;
using FlinkSql.Columnar;

namespace FlinkSql.Linq.Rows;

/// <summary>A member of a row type that is a column, or the row itself where it is one value.</summary>
/// <param name="Name">The name in SQL.</param>
/// <param name="ClrType">The type of the member.</param>
/// <param name="Type">The type in SQL; NOT NULL where the member is never null.</param>
/// <param name="Member">The property or field; null for the row itself.</param>
internal sealed record RowColumn(string Name, Type ClrType, DataType Type, MemberInfo? Member)
{
    /// <summary>The value of the column in a row.</summary>
    public Expression Read(Expression row) => Member is null ? row : Expression.MakeMemberAccess(row, Member);
}
