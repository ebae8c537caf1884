using System.Reflection;
using FlinkSql.Columnar;
using FlinkSql.Linq.Translation;

namespace FlinkSql.Linq.Rows;

/// <summary>
/// A .NET type as a table: one column for each public property and field of a type that SQL has. A type that is one
/// value itself is a table of one column, <c>Value</c>.
/// </summary>
internal sealed class RowTable
{
    private const string ValueName = "Value";

    private RowTable(Type type, IReadOnlyList<RowColumn> columns, Shape shape)
    {
        Type = type;
        Columns = columns;
        Shape = shape;
    }

    public Type Type { get; }

    public IReadOnlyList<RowColumn> Columns { get; }

    /// <summary>A row over the columns of the table.</summary>
    public Shape Shape { get; }

    public static RowTable Of(Type type)
    {
        if (ClrTypes.ToSql(type) is { } single)
        {
            DataType sql = single.WithNullable(!type.IsValueType || Nullable.GetUnderlyingType(type) is not null);
            return new RowTable(
                type, [new RowColumn(ValueName, type, sql, null)], new ValueShape(type, Syntax.Column(ValueName)));
        }

        RowColumn[] columns = [.. Members(type).Select(Column).OfType<RowColumn>()];
        return columns.Length == 0
            ? throw LinqErrors.NoColumns(type)
            : new RowTable(type, columns, ObjectShapes.OfRow(type, columns));
    }

    /// <summary>What can be read of a row, in the order of declaration.</summary>
    private static IEnumerable<MemberInfo> Members(Type type) =>
        type.GetMembers(BindingFlags.Public | BindingFlags.Instance)
            .Where(member => member is FieldInfo
                || (member is PropertyInfo { GetMethod.IsPublic: true } property && property.GetIndexParameters().Length == 0))
            .OrderBy(member => member.MetadataToken);

    private static RowColumn? Column(MemberInfo member)
    {
        Type type = TypeOf(member);
        DataType? sql = ClrTypes.ToSql(type, Digits(member));
        return sql is null ? null : new RowColumn(member.Name, type, sql.WithNullable(IsNullable(member, type)), member);
    }

    public static Type TypeOf(MemberInfo member) => member is FieldInfo field ? field.FieldType : ((PropertyInfo)member).PropertyType;

    // On a positional record the attribute may stand at the parameter.
    private static DecimalAttribute? Digits(MemberInfo member) =>
        member.GetCustomAttribute<DecimalAttribute>()
        ?? member.DeclaringType!.GetConstructors().SelectMany(constructor => constructor.GetParameters())
            .FirstOrDefault(parameter => parameter.Name == member.Name)?.GetCustomAttribute<DecimalAttribute>();

    private static bool IsNullable(MemberInfo member, Type type)
    {
        if (type.IsValueType)
        {
            return Nullable.GetUnderlyingType(type) is not null;
        }

        var context = new NullabilityInfoContext();
        NullabilityInfo info = member is FieldInfo field ? context.Create(field) : context.Create((PropertyInfo)member);
        return info.ReadState != NullabilityState.NotNull;
    }
}
