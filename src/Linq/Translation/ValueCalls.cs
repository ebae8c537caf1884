using System.Collections;
using System.Linq.Expressions;
using FlinkSql.Linq.Rows;
using FlinkSql.Parser.Ast;

namespace FlinkSql.Linq.Translation;

/// <summary>Calls on any value: defaults, equality, text, and whether a list outside the query holds it.</summary>
internal static class ValueCalls
{
    public static ExpressionSyntax? Translate(MethodCallExpression call, ExpressionToSyntax to)
    {
        if (call.Method.Name == nameof(Enumerable.Contains))
        {
            return Contains(call, to);
        }

        if (call.Object is not { } owner || !ClrTypes.IsValue(owner.Type))
        {
            return null;
        }

        return (call.Method.Name, call.Arguments) switch
        {
            (nameof(Nullable<int>.GetValueOrDefault), []) => Syntax.Call(
                "COALESCE", to.Value(owner), LiteralValues.Of(Activator.CreateInstance(ClrTypes.Bare(owner.Type)))!),
            (nameof(Nullable<int>.GetValueOrDefault), [var other]) =>
                Syntax.Call("COALESCE", to.Value(owner), to.Value(other)),
            (nameof(Equals), [var other]) when other.Type == owner.Type && !owner.Type.IsEnum =>
                Syntax.Binary(to.Value(owner), BinaryOperator.Equal, to.Value(other)),
            (nameof(ToString), []) => StringCalls.Text(owner, to),
            _ => null,
        };
    }

    private static InListSyntax? Contains(MethodCallExpression call, ExpressionToSyntax to)
    {
        (Expression? list, Expression? value) = call.Object is null
            ? call.Arguments is [var first, var second] ? (first, second) : (null, null)
            : call.Arguments is [var only] ? (call.Object, only) : (null, null);

        // An array is searched as a span, which it is converted to.
        if (list is MethodCallExpression { Arguments: [var array], Method.Name: "op_Implicit" or "AsSpan" })
        {
            list = array;
        }

        if (list is null || !Captured.IsFree(list) || Captured.Evaluate(list) is not IEnumerable items)
        {
            return null;
        }

        ExpressionSyntax[] literals = [.. items.Cast<object?>().Select(item => LiteralValues.Of(item)
            ?? throw LinqErrors.Untranslatable(call, "SQL has no literal of some item of the list"))];
        return literals.Length == 0
            ? throw LinqErrors.Untranslatable(call, "the list is empty, and IN () is not SQL")
            : new InListSyntax(to.Value(value!), [.. literals]);
    }
}
