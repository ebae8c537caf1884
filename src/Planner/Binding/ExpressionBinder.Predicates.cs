using FlinkSql.Columnar;
using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Types;

namespace FlinkSql.Planner.Binding;

/// <summary>BETWEEN, IN, LIKE, IS.</summary>
internal sealed partial class ExpressionBinder
{
    private Expr? BindBetween(BetweenSyntax between)
    {
        Expr? operand = Bind(between.Operand);
        Expr? low = Bind(between.Low);
        Expr? high = Bind(between.High);
        if (operand is null || low is null || high is null)
        {
            return null;
        }

        SourceSpan span = environment.SpanOf(between);
        Expr? inside = Within(operand, low, high, span);
        if (between.Symmetric && inside is not null)
        {
            Expr? swapped = Within(operand, high, low, span);
            inside = swapped is null ? null : new LogicalExpr(IsAnd: false, [inside, swapped]) { Span = span };
        }

        return inside is null ? null : between.Negated ? new NotExpr(inside) : inside;
    }

    private Expr? Within(Expr operand, Expr low, Expr high, SourceSpan span)
    {
        Expr? above = Compare(CompareOperator.GreaterOrEqual, operand, low, span);
        Expr? below = Compare(CompareOperator.LessOrEqual, operand, high, span);
        return above is null || below is null ? null : new LogicalExpr(IsAnd: true, [above, below]) { Span = span };
    }

    private Expr? BindInList(InListSyntax list)
    {
        Expr? operand = Bind(list.Operand);
        Expr[]? items = BindAll(list.Items);
        if (operand is null || items is null)
        {
            return null;
        }

        SourceSpan span = environment.SpanOf(list);
        if (items.Length > 1 && Literal(operand, items) is { } literals)
        {
            return literals with { Negated = list.Negated };
        }

        CompareOperator op = list.Negated ? CompareOperator.NotEqual : CompareOperator.Equal;
        Expr?[] compares = [.. items.Select(item => Compare(op, operand, item, item.Span.IsNone ? span : item.Span))];
        return compares.Any(compare => compare is null) ? null
            : compares.Length == 1 ? compares[0]
            : new LogicalExpr(IsAnd: list.Negated, compares.ToEquatable()!);
    }

    /// <summary>IN over constants of one type; null when some item is no constant.</summary>
    private static InExpr? Literal(Expr operand, Expr[] items)
    {
        DataType? common = operand.Type;
        foreach (Expr item in items)
        {
            common = item is LiteralExpr && common is not null ? TypeCoercion.Comparison(common, item.Type) : null;
        }

        if (common is null or NullType)
        {
            return null;
        }

        // Text compares whatever its length is. Constants that fit the operand's type leave it as it is.
        bool fit = items.All(item => Coerce.Constant((LiteralExpr)item, operand.Type) is not null || item.Type == operand.Type);
        DataType type = operand.Type is StringType ? DataTypes.String : fit ? operand.Type : common;
        Expr value = operand.Type is StringType ? operand : Coerce.To(operand, type);
        var values = new List<LiteralExpr>(items.Length);
        foreach (Expr item in items)
        {
            if (Coerce.To(item, type) is not LiteralExpr literal)
            {
                return null;
            }

            values.Add(literal);
        }

        return new InExpr(value, values.ToEquatable(), Negated: false);
    }

    private Expr? BindLike(LikeSyntax like)
    {
        Expr? operand = Bind(like.Operand);
        Expr? pattern = Bind(like.Pattern);
        Expr? escape = like.Escape is null ? null : Bind(like.Escape);
        if (operand is null || pattern is null || (like.Escape is not null && escape is null))
        {
            return null;
        }

        (string name, string word) = like.Kind switch
        {
            LikeKind.Like => (OperatorNames.Like, "LIKE"),
            LikeKind.ILike => (OperatorNames.ILike, "ILIKE"),
            _ => (OperatorNames.SimilarTo, "SIMILAR TO"),
        };
        Expr[] arguments = escape is null ? [operand, pattern] : [operand, pattern, escape];
        Expr? match = Call(name, arguments, environment.SpanOf(like), word);
        return match is not null && like.Negated ? new NotExpr(match) : match;
    }

    private Expr? BindIs(IsSyntax test)
    {
        if (test.Test is IsTest.Json or IsTest.JsonObject or IsTest.JsonArray or IsTest.JsonScalar)
        {
            return BindIsJson(test);
        }

        bool truth = test.Test is IsTest.True or IsTest.False;
        Expr? operand = test.Test is IsTest.Null ? Bind(test.Operand) : BindCondition(test.Operand, "IS");
        return operand is null ? null
            : truth ? new IsTruthExpr(operand, test.Test is IsTest.True, test.Negated)
            : new IsNullExpr(operand, test.Negated);
    }

    private Expr? BindIsJson(IsSyntax test)
    {
        Expr? operand = Bind(test.Operand);
        if (operand is null)
        {
            return null;
        }

        string kind = test.Test switch
        {
            IsTest.JsonObject => "OBJECT",
            IsTest.JsonArray => "ARRAY",
            IsTest.JsonScalar => "SCALAR",
            _ => "VALUE",
        };
        LiteralExpr word = new(kind, DataTypes.String.NotNull());
        Expr? match = Call(OperatorNames.IsJson, [operand, word], environment.SpanOf(test), "IS JSON");
        return match is not null && test.Negated ? new NotExpr(match) : match;
    }

    private Expr? BindIsDistinct(IsDistinctFromSyntax distinct)
    {
        Expr? left = Bind(distinct.Left);
        Expr? right = Bind(distinct.Right);
        if (left is null || right is null)
        {
            return null;
        }

        return Unify(ref left, ref right)
            ? new IsDistinctExpr(left, right, distinct.Negated)
            : Fail(BinderErrors.OperatorTypes(
                environment.SpanOf(distinct), "IS DISTINCT FROM", [left.Type, right.Type]));
    }
}
