using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Diagnostics;
using static FlinkSql.Parser.Generated.FlinkSqlParser;

namespace FlinkSql.Parser.Building;

internal sealed partial class AstBuilder
{
    /// <summary>Any query.</summary>
    public QuerySyntax Query(QueryContext context)
    {
        Descend(context);
        WithClauseSyntax? with = Optional(context.withClause(), With);
        QuerySyntax first = QueryPrimary(context.queryPrimary());
        QuerySyntax query = QueryFrom(with, first, context.setTail(), context.queryEnd(), SpanOf(context));
        Ascend();
        return query;
    }

    private QuerySyntax Query(BareQueryContext context)
    {
        Descend(context);
        WithClauseSyntax? with = Optional(context.withClause(), With);
        QuerySyntax first = context.queryPrimary() is { } primary ? QueryPrimary(primary) : SimpleQuery(context.simpleQuery());
        QuerySyntax query = QueryFrom(with, first, context.setTail(), context.queryEnd(), SpanOf(context));
        Ascend();
        return query;
    }

    /// <summary>True if something makes a query of the expression or table in front.</summary>
    private static bool IsTail(SetTailContext tail, QueryEndContext end) => tail.ChildCount + end.ChildCount > 0;

    private QuerySyntax QueryFrom(
        WithClauseSyntax? with, QuerySyntax first, SetTailContext tail, QueryEndContext end, SourceSpan span)
    {
        QuerySyntax body = SetOperations(first, tail);
        (ExpressionSyntax? limit, ExpressionSyntax? offset) = LimitAndOffset(end);
        QueryWithClausesSyntax query = new(body)
        {
            With = with,
            OrderBy = OrderBy(end.orderBy()),
            Limit = limit,
            Offset = offset,
            Emit = Optional(end.emit(), Emit),
            Span = span,
        };
        bool bare = query is { With: null, OrderBy.IsEmpty: true, Limit: null, Offset: null, Emit: null };
        return bare ? body : query;
    }

    private QuerySyntax SetOperations(QuerySyntax first, SetTailContext tail)
    {
        UnionContext[] unions = tail.union();
        QuerySyntax result = Intersections(first, tail.intersection());
        DescendChain(tail, unions.Length);
        foreach (UnionContext union in unions)
        {
            QuerySyntax right = Intersections(QueryPrimary(union.queryPrimary()), union.intersection());
            result = new SetOperationSyntax(result, union.UNION() is null ? SetOperator.Except : SetOperator.Union, right)
            {
                All = union.ALL() is not null,
                Span = result.Span.To(SpanOf(union)),
            };
        }
        Ascend(unions.Length);
        return result;
    }

    private QuerySyntax Intersections(QuerySyntax first, IntersectionContext[] intersections)
    {
        QuerySyntax result = first;
        if (intersections.Length == 0) return result;
        DescendChain(intersections[0], intersections.Length);
        foreach (IntersectionContext intersection in intersections)
        {
            result = new SetOperationSyntax(result, SetOperator.Intersect, QueryPrimary(intersection.queryPrimary()))
            {
                All = intersection.ALL() is not null,
                Span = result.Span.To(SpanOf(intersection)),
            };
        }
        Ascend(intersections.Length);
        return result;
    }

    private WithClauseSyntax With(WithClauseContext context) =>
        new(Map(context.commonTable(), CommonTable)) { Recursive = context.RECURSIVE() is not null, Span = SpanOf(context) };

    private CommonTableSyntax CommonTable(CommonTableContext context) =>
        new(Identifier(context.identifier()), Query(context.query()))
        {
            Columns = Names(context.identifiersInParens()),
            Span = SpanOf(context),
        };

    private (ExpressionSyntax? Limit, ExpressionSyntax? Offset) LimitAndOffset(QueryEndContext context)
    {
        ExpressionSyntax? limit = null;
        ExpressionSyntax? offset = null;
        int limits = 0;
        int offsets = 0;
        foreach (LimitContext clause in context.limit())
        {
            ExprContext[] numbers = clause.expr();
            if (++limits > 1) throw new SyntaxErrorException(ParserErrors.GivenTwice(SpanOf(clause), "LIMIT"));
            if (numbers.Length == 2)
            {
                offset = Expression(numbers[0]);
                offsets++;
            }
            if (numbers.Length > 0) limit = Expression(numbers[^1]);
        }
        foreach (FetchContext clause in context.fetch())
        {
            if (++limits > 1) throw new SyntaxErrorException(ParserErrors.GivenTwice(SpanOf(clause), "LIMIT"));
            limit = clause.expr() is { } rows ? Expression(rows) : new IntegerLiteralSyntax("1");
        }
        foreach (OffsetContext clause in context.offset())
        {
            if (++offsets > 1) throw new SyntaxErrorException(ParserErrors.GivenTwice(SpanOf(clause), "OFFSET"));
            offset = Expression(clause.expr());
        }
        return (limit, offset);
    }

    private QuerySyntax QueryPrimary(QueryPrimaryContext context) =>
        context.query() is { } inner ? Query(inner) : SimpleQuery(context.simpleQuery());

    private QuerySyntax SimpleQuery(SimpleQueryContext context)
    {
        if (context.selectQuery() is { } select) return Select(select);
        if (context.name() is { } table) return new TableQuerySyntax(Name(table)) { Span = SpanOf(context) };
        ValuesRowContext[] rows = context.valuesRow();
        RowSyntax[] values = new RowSyntax[rows.Length];
        for (int at = 0; at < rows.Length; at++) values[at] = ValuesRow(rows[at]);
        return new ValuesSyntax([.. values]) { Span = SpanOf(context) };
    }

    private RowSyntax ValuesRow(ValuesRowContext context) => OperandOf(context.expr()) switch
    {
        RowContext row => Row(row),
        ParensContext parens => new RowSyntax(Items(parens)) { Span = SpanOf(parens) },
        _ => new RowSyntax([Expression(context.expr())]) { Span = SpanOf(context) },
    };

    private SelectSyntax Select(SelectQueryContext context)
    {
        SelectClauseContext? clause = context.selectClause();
        int next = 0;
        ExprContext[] conditions = context.expr();
        ExpressionSyntax? Condition(Antlr4.Runtime.Tree.ITerminalNode? keyword) =>
            keyword is null ? null : Expression(conditions[next++]);
        SyntaxList<SelectItemSyntax> all = [new SelectItemSyntax(new StarSyntax([]))];
        return new SelectSyntax(clause is null ? all : Map(clause.selectItem(), SelectItem))
        {
            Quantifier = clause?.DISTINCT() is not null ? SetQuantifier.Distinct
                : clause?.ALL() is not null ? SetQuantifier.All
                : SetQuantifier.None,
            Stream = clause?.STREAM() is not null,
            Hints = Hints(clause?.hints()),
            From = Optional(context.tables(), Tables),
            Where = Condition(context.WHERE()),
            GroupBy = Optional(context.groupBy(), GroupBy),
            Having = Condition(context.HAVING()),
            Windows = context.windowClause() is { } windows ? Map(windows.namedWindow(), NamedWindow) : [],
            Qualify = Condition(context.QUALIFY()),
            Span = SpanOf(context),
        };
    }

    private SelectItemSyntax SelectItem(SelectItemContext context) =>
        new(context.star() is { } star ? Star(star) : Expression(context.expr()))
        {
            Alias = Optional(context.alias(), Alias),
            Span = SpanOf(context),
        };

    private static IdentifierSyntax Alias(AliasContext context) =>
        context.identifier() is { } name ? Identifier(name) : Identifier(context.bareAlias());

    private StarSyntax Star(StarContext context)
    {
        // The last identifier belongs to EXCLUDE if that names a single column.
        IdentifierContext[] names = context.identifier();
        int qualifiers = context.DOT().Length;
        return new StarSyntax(Map(names[..qualifiers], Identifier))
        {
            Exclude = names.Length > qualifiers ? [Identifier(names[^1])] : Names(context.identifiersInParens()),
            Replace = context.replaceItems() is { } items ? Replacements(items) : [],
            Span = SpanOf(context),
        };
    }

    private SyntaxList<SelectItemSyntax> Replacements(ReplaceItemsContext context)
    {
        AliasContext[] aliases = context.alias();
        return [.. context.expr().Select((value, at) => new SelectItemSyntax(Expression(value))
        {
            Alias = Alias(aliases[at]),
            Span = SpanOf(value).To(SpanOf(aliases[at])),
        })];
    }
}
