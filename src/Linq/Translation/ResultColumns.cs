namespace FlinkSql.Linq.Translation;

/// <summary>One column of a select list.</summary>
internal sealed record ResultColumn(string Name, ValueShape Value);

/// <summary>Lays a shape out as columns: parts of parts get the names on the way to them, <c>Window_Start</c>.</summary>
internal static class ResultColumns
{
    private const string ValueName = "Value";

    /// <summary>The columns that an object is made of, in order.</summary>
    /// <exception cref="LinqException">An object in it cannot be made.</exception>
    public static IReadOnlyList<ResultColumn> ToMake(Shape shape) => Unique(List(shape, "", all: false));

    /// <summary>All columns that a query can go on with.</summary>
    public static IReadOnlyList<ResultColumn> ToRead(Shape shape) => Unique(List(shape, "", all: true));

    /// <summary>The same shape with other values, taken in the order in which the columns are listed.</summary>
    public static Shape Replace(Shape shape, Func<ValueShape, ValueShape> value) => shape switch
    {
        ValueShape single => value(single),
        ObjectShape item => item with
        {
            Parts = [.. item.Parts.Select(part => part with { Value = Replace(part.Value, value) })],
        },
        _ => throw LinqErrors.CannotMake(shape.Type),
    };

    /// <exception cref="LinqException">The object cannot be made of its parts.</exception>
    public static void RequireMakeable(ObjectShape item)
    {
        if (item.Constructor is null && !item.Type.IsValueType)
        {
            throw LinqErrors.CannotMake(item.Type);
        }
    }

    private static IEnumerable<ResultColumn> List(Shape shape, string path, bool all)
    {
        switch (shape)
        {
            case ValueShape value:
                return [new ResultColumn(path.Length == 0 ? NameOf(value) : path, value)];
            case ObjectShape item:
                if (!all)
                {
                    RequireMakeable(item);
                }

                return item.Parts.Where(part => all || part.Role is not PartRole.Derived)
                    .SelectMany(part => List(part.Value, path.Length == 0 ? part.Name : $"{path}_{part.Name}", all));
            default:
                throw LinqErrors.CannotMake(shape.Type);
        }
    }

    private static string NameOf(ValueShape value) =>
        value.Sql is Parser.Ast.ColumnRefSyntax { Name: [.., var last] } ? last.Name : ValueName;

    private static ResultColumn[] Unique(IEnumerable<ResultColumn> columns)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return
        [
            .. columns.Select(column =>
            {
                string name = column.Name;
                for (int number = 2; !taken.Add(name); number++)
                {
                    name = $"{column.Name}_{number}";
                }

                return column with { Name = name };
            }),
        ];
    }
}
