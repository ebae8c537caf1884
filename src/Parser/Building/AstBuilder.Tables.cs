using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Diagnostics;
using static FlinkSql.Parser.Generated.FlinkSqlParser;

namespace FlinkSql.Parser.Building;

internal sealed partial class AstBuilder
{
    private TableRefSyntax Tables(TablesContext context)
    {
        JoinChainContext[] chains = context.joinChain();
        DescendChain(context, chains.Length);
        TableRefSyntax result = JoinChain(chains[0]);
        for (int at = 1; at < chains.Length; at++)
        {
            TableRefSyntax right = JoinChain(chains[at]);
            result = new JoinSyntax(result, JoinKind.Comma, right) { Span = result.Span.To(right.Span) };
        }
        Ascend(chains.Length);
        return result;
    }

    private void DescendChain(Antlr4.Runtime.ParserRuleContext context, int length)
    {
        if (length > Limits.ChainLength) throw new SyntaxErrorException(ParserErrors.ChainTooLong(SpanOf(context)));
        Descend(context, length);
    }

    private TableRefSyntax JoinChain(JoinChainContext context)
    {
        JoinContext[] joins = context.join();
        DescendChain(context, joins.Length);
        TableRefSyntax result = TableFactor(context.tableFactor());
        foreach (JoinContext join in joins) result = Join(join, result);
        Ascend(joins.Length);
        return result;
    }

    private JoinSyntax Join(JoinContext context, TableRefSyntax left)
    {
        ExprContext[] conditions = context.expr();
        bool match = context.MATCH_CONDITION() is not null;
        return new JoinSyntax(left, JoinKindOf(context.joinKind()), TableFactor(context.tableFactor()))
        {
            Natural = context.NATURAL() is not null,
            MatchCondition = match ? Expression(conditions[0]) : null,
            On = context.ON() is null ? null : Expression(conditions[^1]),
            Using = Names(context.identifiersInParens()),
            Span = left.Span.To(SpanOf(context)),
        };
    }

    private static JoinKind JoinKindOf(JoinKindContext context)
    {
        bool left = context.LEFT() is { Length: > 0 };
        return context.CROSS() is not null ? JoinKind.Cross
            : context.ASOF() is not null ? (left ? JoinKind.LeftAsOf : JoinKind.AsOf)
            : context.SEMI() is not null ? JoinKind.LeftSemi
            : context.ANTI() is not null ? JoinKind.LeftAnti
            : left ? JoinKind.Left
            : context.RIGHT() is not null ? JoinKind.Right
            : context.FULL() is not null ? JoinKind.Full
            : JoinKind.Inner;
    }

    private TableRefSyntax TableFactor(TableFactorContext context)
    {
        Descend(context);
        TableRefSyntax table = TablePrimary(context.tablePrimary());
        if (context.matchRecognize() is { } match) table = MatchRecognize(match, table);
        if (context.tableAlias() is { } alias)
        {
            table = table is AliasedTableSyntax { Alias: null } aliased
                ? aliased with { Alias = TableAlias(alias), Span = SpanOf(context) }
                : throw new SyntaxErrorException(ParserErrors.AliasOfJoin(SpanOf(alias)));
        }
        Ascend();
        return table;
    }

    private static TableAliasSyntax TableAlias(TableAliasContext context) =>
        new(context.identifier() is { } name ? Identifier(name) : Identifier(context.bareAlias()))
        {
            Columns = Names(context.identifiersInParens()),
            Span = SpanOf(context),
        };

    private TableRefSyntax TablePrimary(TablePrimaryContext context)
    {
        SourceSpan span = SpanOf(context);
        switch (context)
        {
            case NamedTableContext named:
                return new NamedTableSyntax(Name(named.name()))
                {
                    Hints = Hints(named.hints()),
                    SystemTime = Optional(named.valueExpr(), Value),
                    Span = span,
                };
            case FileTableContext file:
                return new FileTableSyntax(QuotedText(file.STRING())) { Hints = Hints(file.hints()), Span = span };
            case DerivedTableContext derived:
                QuerySyntax query = derived.bareQuery() is { } bare ? Query(bare) : Query(derived.query());
                return new DerivedTableSyntax(query) { Lateral = derived.LATERAL() is not null, Span = span };
            case UnnestTableContext unnest:
                return new UnnestSyntax(Expressions(unnest.exprs()))
                {
                    WithOrdinality = unnest.ORDINALITY() is not null,
                    Span = span,
                };
            case TableFunctionContext function:
                return new TableFunctionSyntax(TableCall(function.functionCall()))
                {
                    Lateral = function.LATERAL() is not null,
                    Span = span,
                };
            default:
                return TablesInParens((TablesInParensContext)context, span);
        }
    }

    private TableRefSyntax TablesInParens(TablesInParensContext context, SourceSpan span)
    {
        TableRefSyntax tables = Tables(context.tables());
        if (!IsTail(context.setTail(), context.queryEnd())) return tables;
        SourceSpan rest = context.setTail().ChildCount > 0 ? SpanOf(context.setTail()) : SpanOf(context.queryEnd());
        if (tables is not DerivedTableSyntax { Alias: null, Lateral: false } derived)
            throw new SyntaxErrorException(ParserErrors.Unexpected(rest, rest.Slice(source).Split(' ', 2)[0]));
        QuerySyntax query = QueryFrom(null, derived.Query, context.setTail(), context.queryEnd(), derived.Span.To(rest));
        return new DerivedTableSyntax(query) { Span = span };
    }

    private FunctionCallSyntax TableCall(FunctionCallContext context)
    {
        if (Call(context) is not FunctionCallSyntax call)
            throw new SyntaxErrorException(ParserErrors.NotATableFunction(SpanOf(context)));

        // A query in parentheses is a table here, not a value.
        return call with { Arguments = [.. call.Arguments.Select(TableOfQuery)] };
    }

    private static ArgumentSyntax TableOfQuery(ArgumentSyntax argument) =>
        argument.Value is ScalarSubquerySyntax subquery
            ? argument with { Value = new TableArgumentSyntax(subquery.Query) { Span = subquery.Span } }
            : argument;
}
