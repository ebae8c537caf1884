using System.Linq.Expressions;
using System.Reflection;
using FlinkSql.Linq.Rows;

namespace FlinkSql.Linq.Translation;

/// <summary>Finds out of which parts objects are made.</summary>
internal static class ObjectShapes
{
    /// <summary>
    /// A row of a source. It is made by the public constructor that takes most of the columns by name, and by setting
    /// the others.
    /// </summary>
    public static ObjectShape OfRow(Type type, IReadOnlyList<RowColumn> columns)
    {
        RowColumn? ColumnOf(ParameterInfo parameter) => columns.FirstOrDefault(column =>
            string.Equals(column.Name, parameter.Name, StringComparison.OrdinalIgnoreCase)
            && column.ClrType == parameter.ParameterType);

        ConstructorInfo? constructor = type.GetConstructors()
            .Where(candidate => candidate.GetParameters().All(parameter => ColumnOf(parameter) is not null))
            .MaxBy(candidate => candidate.GetParameters().Length);
        RowColumn[] arguments = [.. constructor?.GetParameters().Select(parameter => ColumnOf(parameter)!) ?? []];
        return new ObjectShape(
            type,
            constructor,
            [
                .. arguments.Select(column => Part(column, PartRole.Argument)),
                .. columns.Except(arguments).Select(column =>
                    Part(column, CanSet(column.Member!) ? PartRole.Initializer : PartRole.Derived)),
            ]);
    }

    /// <summary><c>new Bar(a, b)</c> with the shapes of its arguments.</summary>
    public static ObjectShape OfNew(NewExpression made, IReadOnlyList<Shape> arguments)
    {
        ParameterInfo[] parameters = made.Constructor?.GetParameters() ?? [];
        var parts = new List<ObjectPart>(arguments.Count);
        for (int argument = 0; argument < arguments.Count; argument++)
        {
            string name = made.Members?[argument].Name ?? MemberOf(made.Type, parameters[argument].Name!);
            parts.Add(new ObjectPart(name, arguments[argument], PartRole.Argument));
        }

        return new ObjectShape(made.Type, made.Constructor, parts);
    }

    /// <summary>The bounds of a window as the object that <c>g.Window</c> is.</summary>
    public static ObjectShape OfWindow()
    {
        ConstructorInfo constructor = typeof(WindowBounds).GetConstructor([typeof(DateTime), typeof(DateTime)])!;
        return new ObjectShape(
            typeof(WindowBounds),
            constructor,
            [
                new ObjectPart(
                    nameof(WindowBounds.Start),
                    new ValueShape(typeof(DateTime), Syntax.Column("window_start")),
                    PartRole.Argument),
                new ObjectPart(
                    nameof(WindowBounds.End),
                    new ValueShape(typeof(DateTime), Syntax.Column("window_end")),
                    PartRole.Argument),
            ]);
    }

    private static ObjectPart Part(RowColumn column, PartRole role) =>
        new(column.Name, new ValueShape(column.ClrType, Syntax.Column(column.Name)), role, column.Member);

    private static bool CanSet(MemberInfo member) => member switch
    {
        FieldInfo field => !field.IsInitOnly,
        PropertyInfo property => property.SetMethod is { IsPublic: true },
        _ => false,
    };

    private static string MemberOf(Type type, string parameter) =>
        type.GetProperty(parameter, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase)?.Name ?? parameter;
}
