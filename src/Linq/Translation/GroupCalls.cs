using System.Linq.Expressions;
using FlinkSql.Linq.Rows;
using FlinkSql.Parser.Ast;

namespace FlinkSql.Linq.Translation;

/// <summary>The aggregates of a group.</summary>
internal static class GroupCalls
{
    public static ExpressionSyntax? Translate(MethodCallExpression call, GroupShape group, ExpressionToSyntax to)
    {
        Expression? selector = call.Arguments.Count == 0 ? null : call.Arguments[0];
        if (selector is not (null or LambdaExpression))
        {
            throw LinqErrors.Untranslatable(call, "an aggregate takes a lambda written in the query");
        }

        var lambda = (LambdaExpression?)selector;
        return call.Method.Name switch
        {
            nameof(IStreamGroup<,>.Count) => Count(lambda, group, to),
            nameof(IStreamGroup<,>.CountDistinct) =>
                Syntax.Call("COUNT", Argument(lambda!, group, to)) with { Quantifier = SetQuantifier.Distinct },
            nameof(IStreamGroup<,>.Sum) => Number("SUM", call, lambda!, group, to),
            nameof(IStreamGroup<,>.Average) => Average(lambda!, group, to),
            nameof(IStreamGroup<,>.Min) => Syntax.Call("MIN", Argument(lambda!, group, to)),
            nameof(IStreamGroup<,>.Max) => Syntax.Call("MAX", Argument(lambda!, group, to)),
            _ => null,
        };
    }

    private static FunctionCallSyntax Count(LambdaExpression? condition, GroupShape group, ExpressionToSyntax to)
    {
        FunctionCallSyntax count = Syntax.Call("COUNT", new StarSyntax(default));
        return condition is null ? count : count with { Filter = Argument(condition, group, to) };
    }

    private static FunctionCallSyntax Number(
        string function, MethodCallExpression call, LambdaExpression selector, GroupShape group, ExpressionToSyntax to) =>
        ClrTypes.IsNumber(selector.ReturnType)
            ? Syntax.Call(function, Argument(selector, group, to))
            : throw LinqErrors.Untranslatable(call, $"{ClrTypeText.Of(selector.ReturnType)} is no number");

    // The average of integers is an integer in SQL and a double in .NET.
    private static FunctionCallSyntax Average(LambdaExpression selector, GroupShape group, ExpressionToSyntax to)
    {
        ExpressionSyntax value = Argument(selector, group, to);
        return Syntax.Call("AVG", ClrTypes.IsInteger(selector.ReturnType) ? Syntax.Cast(value, typeof(double)) : value);
    }

    private static ExpressionSyntax Argument(LambdaExpression selector, GroupShape group, ExpressionToSyntax to) =>
        to.Apply(selector, group.Element) is ValueShape value
            ? value.Sql
            : throw LinqErrors.Untranslatable(selector.Body, "an aggregate takes one value");
}
