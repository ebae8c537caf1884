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
        QuerySyntax body = QueryTerm(context.queryTerm());
        (ExpressionSyntax? limit, ExpressionSyntax? offset) = LimitAndOffset(context);
        QueryWithClausesSyntax query = new(body)
        {
            With = Optional(context.withClause(), With),
            OrderBy = OrderBy(context.orderBy()),
            Limit = limit,
            Offset = offset,
            Emit = Optional(context.emit(), Emit),
            Span = SpanOf(context),
        };
        Ascend();
        bool bare = query is { With: null, OrderBy.IsEmpty: true, Limit: null, Offset: null, Emit: null };
        return bare ? body : query;
    }

    private WithClauseSyntax With(WithClauseContext context) =>
        new(Map(context.commonTable(), CommonTable)) { Recursive = context.RECURSIVE() is not null, Span = SpanOf(context) };

    private CommonTableSyntax CommonTable(CommonTableContext context) =>
        new(Identifier(context.identifier()), Query(context.query()))
        {
            Columns = Names(context.identifiersInParens()),
            Span = SpanOf(context),
        };

    private (ExpressionSyntax? Limit, ExpressionSyntax? Offset) LimitAndOffset(QueryContext context)
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
            limit = clause.expr() is { } rows ? Expression(rows) : new IntegerLiteralSyntax("1") { Span = SpanOf(clause) };
        }
        foreach (OffsetContext clause in context.offset())
        {
            if (++offsets > 1) throw new SyntaxErrorException(ParserErrors.GivenTwice(SpanOf(clause), "OFFSET"));
            offset = Expression(clause.expr());
        }
        return (limit, offset);
    }

    private QuerySyntax QueryTerm(QueryTermContext context)
    {
        Stack<QueryTermContext> chain = Chain(context, out QueryTermContext leftmost);
        int levels = chain.Count + 1;
        QuerySyntax result = QueryPrimary(((QueryTermPrimaryContext)leftmost).queryPrimary());
        while (chain.TryPop(out QueryTermContext? next))
        {
            SetOperationContext operation = (SetOperationContext)next;
            SetOperator kind = operation.UNION() is not null ? SetOperator.Union
                : operation.INTERSECT() is not null ? SetOperator.Intersect
                : SetOperator.Except;
            result = new SetOperationSyntax(result, kind, QueryTerm(operation.queryTerm(1)))
            {
                All = operation.ALL() is not null,
                Span = SpanOf(operation),
            };
        }
        Ascend(levels);
        return result;
    }

    private QuerySyntax QueryPrimary(QueryPrimaryContext context)
    {
        if (context.selectQuery() is { } select) return Select(select);
        if (context.query() is { } inner) return Query(inner);
        if (context.name() is { } table) return new TableQuerySyntax(Name(table)) { Span = SpanOf(context) };
        ValuesRowContext[] rows = context.valuesRow();
        RowSyntax[] values = new RowSyntax[rows.Length];
        for (int at = 0; at < rows.Length; at++) values[at] = ValuesRow(rows[at]);
        return new ValuesSyntax([.. values]) { Span = SpanOf(context) };
    }

    private RowSyntax ValuesRow(ValuesRowContext context) => OperandOf(context.expr()) switch
    {
        RowContext row => Row(row),
        ParensContext parens => new RowSyntax([Expression(parens.expr())]) { Span = SpanOf(parens) },
        _ => new RowSyntax([Expression(context.expr())]) { Span = SpanOf(context) },
    };

    private SelectSyntax Select(SelectQueryContext context)
    {
        SelectClauseContext? clause = context.selectClause();
        int next = 0;
        ExprContext[] conditions = context.expr();
        ExpressionSyntax? Condition(Antlr4.Runtime.Tree.ITerminalNode? keyword) =>
            keyword is null ? null : Expression(conditions[next++]);
        EquatableArray<SelectItemSyntax> all = [new SelectItemSyntax(new StarSyntax([]))];
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

    private EquatableArray<SelectItemSyntax> Replacements(ReplaceItemsContext context)
    {
        AliasContext[] aliases = context.alias();
        return [.. context.expr().Select((value, at) => new SelectItemSyntax(Expression(value))
        {
            Alias = Alias(aliases[at]),
            Span = SpanOf(value).To(SpanOf(aliases[at])),
        })];
    }

    private EmitSyntax Emit(EmitContext context)
    {
        EmitTriggerContext? trigger = context.emitTrigger();
        EmitOptionContext? lateness = Once(context.emitOption(), option => option.ALLOWED() is not null, "ALLOWED LATENESS");
        EmitOptionContext? timeout = Once(context.emitOption(), option => option.TIMEOUT() is not null, "TIMEOUT");
        EmitTrigger kind = trigger is null ? EmitTrigger.None
            : trigger.AFTER() is not null ? EmitTrigger.AfterWindowClose
            : trigger.PERIODIC() is not null ? EmitTrigger.Periodic
            : EmitTrigger.OnUpdate;
        return new EmitSyntax(kind)
        {
            Interval = Optional(trigger?.valueExpr(), Value),
            AllowedLateness = Optional(lateness?.valueExpr(), Value),
            Timeout = Optional(timeout?.valueExpr(), Value),
            Mode = context.emitMode() is { } mode ? Word(mode.identifier(), OutputModes) : null,
            Span = SpanOf(context),
        };
    }

    private static EmitOptionContext? Once(EmitOptionContext[] options, Func<EmitOptionContext, bool> filter, string name)
    {
        EmitOptionContext[] matching = [.. options.Where(filter)];
        return matching.Length > 1
            ? throw new SyntaxErrorException(ParserErrors.GivenTwice(SpanOf(matching[1]), name))
            : matching.FirstOrDefault();
    }
}
