using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Diagnostics;
using static FlinkSql.Parser.Generated.FlinkSqlParser;

namespace FlinkSql.Parser.Building;

internal sealed partial class AstBuilder
{
    private ExpressionSyntax Primary(PrimaryContext context)
    {
        AccessContext[] accesses = context.access();
        Descend(context, accesses.Length + 2);
        ExpressionSyntax result = context.name() is { } name ? ColumnRef(name) : Operand(context.operand());
        SourceSpan start = context.name() is null ? SpanOf(context.operand()) : result.Span;
        if (context.expr() is { } index)
        {
            SourceSpan bracket = SpanOf(context.RBRACKET());
            result = new ElementAccessSyntax(result, Expression(index)) { Span = start.To(bracket) };
        }
        foreach (AccessContext access in accesses)
        {
            SourceSpan span = start.To(SpanOf(access));
            result = access.identifier() is { } field
                ? new FieldAccessSyntax(result, Identifier(field)) { Span = span }
                : new ElementAccessSyntax(result, Expression(access.expr())) { Span = span };
        }
        Ascend(accesses.Length + 2);
        return result;
    }

    private ExpressionSyntax Operand(OperandContext context)
    {
        SourceSpan span = SpanOf(context);
        return context switch
        {
            LiteralOperandContext operand => Literal(operand.literal()),
            ParameterOperandContext operand => Parameter(operand.parameter()),
            SubqueryContext operand => new ScalarSubquerySyntax(Query(operand.bareQuery())) { Span = span },
            ParensContext operand => Parens(operand),
            RowContext operand => Row(operand),
            ExistsContext operand => new ExistsSyntax(Query(operand.query())) { Span = span },
            CaseContext operand => Case(operand),
            CastContext operand => new CastSyntax(Expression(operand.expr()), DataType(operand.dataType()))
            {
                Try = operand.TRY_CAST() is not null,
                Span = span,
            },
            ArrayContext operand => new ArraySyntax(Expressions(operand.exprs())) { Span = span },
            MultisetContext operand => new MultisetSyntax(Expressions(operand.exprs())) { Span = span },
            MapContext operand => Map(operand),
            MatchScopeContext operand => new MatchScopeSyntax(
                operand.FINAL() is null ? MatchScope.Running : MatchScope.Final, Call(operand.functionCall()))
            { Span = span },
            _ => Call(((CallOperandContext)context).functionCall()),
        };
    }

    private static ParameterSyntax Parameter(ParameterContext context) =>
        new(context.QUESTION() is null ? context.Start.Text[1..] : null) { Span = SpanOf(context) };

    private RowSyntax Row(RowContext context) => new(Expressions(context.exprs())) { Span = SpanOf(context) };

    private ExpressionSyntax Parens(ParensContext context)
    {
        SyntaxList<ExpressionSyntax> items = Items(context);
        return items is [var single] ? single : new RowSyntax(items) { Span = SpanOf(context) };
    }

    /// <summary>What stands in parentheses: one expression, the items of a row, or a query that began with a parenthesis.</summary>
    private SyntaxList<ExpressionSyntax> Items(ParensContext context) =>
        IsTail(context.setTail(), context.queryEnd())
            ? [new ScalarSubquerySyntax(LargerQuery(context.exprs(), context.setTail(), context.queryEnd())) { Span = SpanOf(context) }]
            : Expressions(context.exprs());

    private QuerySyntax LargerQuery(ExprsContext first, SetTailContext tail, QueryEndContext end)
    {
        SourceSpan rest = tail.ChildCount > 0 ? SpanOf(tail) : SpanOf(end);
        if (Expressions(first) is not [ScalarSubquerySyntax subquery])
            throw new SyntaxErrorException(ParserErrors.Unexpected(rest, rest.Slice(source).Split(' ', 2)[0]));
        return QueryFrom(null, subquery.Query, tail, end, SpanOf(first).To(rest));
    }

    private ExpressionSyntax Membership(MembershipContext context, ExpressionSyntax left)
    {
        bool negated = context.NOT() is not null;
        SourceSpan span = SpanOf(context);
        if (context.bareQuery() is { } query) return new InQuerySyntax(left, Query(query)) { Negated = negated, Span = span };
        if (IsTail(context.setTail(), context.queryEnd()))
        {
            QuerySyntax larger = LargerQuery(context.exprs(), context.setTail(), context.queryEnd());
            return new InQuerySyntax(left, larger) { Negated = negated, Span = span };
        }
        SyntaxList<ExpressionSyntax> items = Expressions(context.exprs());
        return items is [ScalarSubquerySyntax subquery]
            ? new InQuerySyntax(left, subquery.Query) { Negated = negated, Span = span }
            : new InListSyntax(left, items) { Negated = negated, Span = span };
    }

    private MapSyntax Map(MapContext context)
    {
        SyntaxList<ExpressionSyntax> items = Expressions(context.exprs());
        if (items.Count % 2 != 0) throw new SyntaxErrorException(ParserErrors.OddMap(items[^1].Span));
        MapEntrySyntax[] entries = new MapEntrySyntax[items.Count / 2];
        for (int at = 0; at < entries.Length; at++)
        {
            ExpressionSyntax key = items[2 * at];
            ExpressionSyntax value = items[(2 * at) + 1];
            entries[at] = new MapEntrySyntax(key, value) { Span = key.Span.To(value.Span) };
        }
        return new MapSyntax([.. entries]) { Span = SpanOf(context) };
    }

    private CaseSyntax Case(CaseContext context)
    {
        ExprContext[] expressions = context.expr();
        bool hasElse = context.ELSE() is not null;
        bool hasOperand = expressions.Length > (hasElse ? 1 : 0);
        List<CaseBranchSyntax> branches = [];
        WhenClauseContext[] clauses = context.whenClause();
        if (clauses.Length > Limits.ListLength)
            throw new SyntaxErrorException(ParserErrors.ListTooLong(SpanOf(clauses[Limits.ListLength]), clauses.Length));
        foreach (WhenClauseContext clause in clauses)
        {
            ExpressionSyntax then = Expression(clause.expr());
            ExprContext[] conditions = clause.exprs().expr();
            if (conditions.Length > 1 && !hasOperand)
                throw new SyntaxErrorException(ParserErrors.ListInSearchedCase(SpanOf(conditions[1])));
            foreach (ExprContext condition in conditions)
                branches.Add(new CaseBranchSyntax(Expression(condition), then) { Span = SpanOf(clause) });
        }
        return new CaseSyntax([.. branches])
        {
            Operand = hasOperand ? Expression(expressions[0]) : null,
            Else = hasElse ? Expression(expressions[^1]) : null,
            Span = SpanOf(context),
        };
    }
}
