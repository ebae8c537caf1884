using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Diagnostics;
using static FlinkSql.Parser.Generated.FlinkSqlParser;

namespace FlinkSql.Parser.Building;

internal sealed partial class AstBuilder
{
    private SyntaxList<ExpressionSyntax> Expressions(ExprsContext? context) =>
        context is null ? [] : Map(context.expr(), Expression);

    /// <summary>Any expression.</summary>
    public ExpressionSyntax Expression(ExprContext context)
    {
        Stack<ExprContext> chain = Chain(context, out ExprContext leftmost);
        int levels = chain.Count + 1;
        ExpressionSyntax result = leftmost is NotContext not
            ? new UnarySyntax(UnaryOperator.Not, Expression(not.expr())) { Span = SpanOf(not) }
            : Value(((ValueContext)leftmost).valueExpr());
        while (chain.TryPop(out ExprContext? operation)) result = Apply(operation, result);
        Ascend(levels);
        return result;
    }

    private ExpressionSyntax Apply(ExprContext context, ExpressionSyntax left)
    {
        SourceSpan span = SpanOf(context);
        switch (context)
        {
            case AndContext and:
                return new BinarySyntax(left, BinaryOperator.And, Expression(and.expr(1))) { Span = span };
            case OrContext or:
                return new BinarySyntax(left, BinaryOperator.Or, Expression(or.expr(1))) { Span = span };
            case CompareContext compare:
                return Compare(compare, left, Expression(compare.expr(1)));
            case BetweenContext between:
                return new BetweenSyntax(left, Value(between.valueExpr(0)), Value(between.valueExpr(1)))
                {
                    Negated = between.NOT() is not null,
                    Symmetric = between.SYMMETRIC() is not null,
                    Span = span,
                };
            case MembershipContext membership:
                return Membership(membership, left);
            case LikeContext like:
                return Like(like, left);
            case QuantifiedContext quantified:
                return new QuantifiedComparisonSyntax(left, Comparison(quantified.comparison()),
                    quantified.ALL() is null ? Quantifier.Any : Quantifier.All, Query(quantified.query()))
                { Span = span };
            default:
                IsContext test = (IsContext)context;
                return new IsSyntax(left, Test(test.isTest())) { Negated = test.NOT() is not null, Span = span };
        }
    }

    private static ExpressionSyntax Compare(CompareContext context, ExpressionSyntax left, ExpressionSyntax right)
    {
        SourceSpan span = SpanOf(context);
        if (context.DISTINCT() is not null)
            return new IsDistinctFromSyntax(left, right) { Negated = context.NOT() is not null, Span = span };
        BinaryOperator op = context.OVERLAPS() is null ? Comparison(context.comparison()) : BinaryOperator.Overlaps;
        return new BinarySyntax(left, op, right) { Span = span };
    }

    private LikeSyntax Like(LikeContext context, ExpressionSyntax left)
    {
        LikeKind kind = context.LIKE() is not null ? LikeKind.Like
            : context.ILIKE() is not null ? LikeKind.ILike
            : LikeKind.SimilarTo;
        return new LikeSyntax(left, kind, Value(context.valueExpr(0)))
        {
            Escape = Optional(context.valueExpr(1), Value),
            Negated = context.NOT() is not null,
            Span = SpanOf(context),
        };
    }

    private static BinaryOperator Comparison(ComparisonContext context) => context.Start.Type switch
    {
        EQ => BinaryOperator.Equal,
        NEQ => BinaryOperator.NotEqual,
        LT => BinaryOperator.Less,
        LTE => BinaryOperator.LessOrEqual,
        GT => BinaryOperator.Greater,
        _ => BinaryOperator.GreaterOrEqual,
    };

    private static IsTest Test(IsTestContext context) => context.Start.Type switch
    {
        NULL => IsTest.Null,
        TRUE => IsTest.True,
        FALSE => IsTest.False,
        UNKNOWN => IsTest.Unknown,
        _ when context.OBJECT() is not null => IsTest.JsonObject,
        _ when context.ARRAY() is not null => IsTest.JsonArray,
        _ when context.SCALAR() is not null => IsTest.JsonScalar,
        _ => IsTest.Json,
    };

    private ExpressionSyntax Value(ValueExprContext context)
    {
        Stack<ValueExprContext> chain = Chain(context, out ValueExprContext leftmost);
        int levels = chain.Count + 1;
        ExpressionSyntax result = leftmost is SignContext sign
            ? new UnarySyntax(sign.PLUS() is null ? UnaryOperator.Minus : UnaryOperator.Plus, Value(sign.valueExpr()))
            {
                Span = SpanOf(sign),
            }
            : Primary(((ValuePrimaryContext)leftmost).primary());
        while (chain.TryPop(out ValueExprContext? operation))
        {
            SourceSpan span = SpanOf(operation);
            result = operation is ArithmeticContext arithmetic
                ? new BinarySyntax(result, Operator(arithmetic), Value(arithmetic.valueExpr(1))) { Span = span }
                : new AtTimeZoneSyntax(result, Optional(((AtTimeZoneContext)operation).primary(), Primary)) { Span = span };
        }
        Ascend(levels);
        return result;
    }

    private static BinaryOperator Operator(ArithmeticContext context) => TypeOf(context.GetChild(1)) switch
    {
        STAR => BinaryOperator.Multiply,
        SLASH => BinaryOperator.Divide,
        PERCENT => BinaryOperator.Modulo,
        CONCAT => BinaryOperator.Concat,
        PLUS => BinaryOperator.Add,
        _ => BinaryOperator.Subtract,
    };

    private static int TypeOf(Antlr4.Runtime.Tree.IParseTree node) =>
        ((Antlr4.Runtime.Tree.ITerminalNode)node).Symbol.Type;
}
