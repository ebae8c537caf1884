using FlinkSql.Columnar;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Types;

namespace FlinkSql.Planner.Binding;

/// <summary>The functions whose arguments have to be of one type among themselves, which a signature cannot say.</summary>
internal static class ArgumentTypes
{
    private static readonly string[] s_same =
        ["GREATEST", "LEAST", "ARRAY_CONCAT", "ARRAY_UNION", "ARRAY_EXCEPT", "ARRAY_INTERSECT", "MAP_UNION"];

    private static readonly string[] s_element =
        ["ARRAY_APPEND", "ARRAY_PREPEND", "ARRAY_CONTAINS", "ARRAY_POSITION", "ARRAY_REMOVE"];

    /// <summary>The arguments brought to one type where the function needs that and there is one.</summary>
    public static IReadOnlyList<Expr> Unify(string name, IReadOnlyList<Expr> arguments)
    {
        if (s_same.Contains(name) && TypeCoercion.Common(arguments.Select(argument => argument.Type)) is { } common)
        {
            return [.. arguments.Select(argument => Coerce.To(argument, common))];
        }

        if (s_element.Contains(name)
            && arguments is [{ Type: ArrayType array } collection, var element]
            && TypeCoercion.Common(array.Element, element.Type) is { } type)
        {
            return [Coerce.To(collection, array with { Element = type }), Coerce.To(element, type)];
        }

        return arguments;
    }
}
