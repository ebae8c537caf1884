using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Diagnostics;
using static FlinkSql.Parser.Generated.FlinkSqlParser;

namespace FlinkSql.Parser.Building;

internal sealed partial class AstBuilder
{
    private ExpressionSyntax Call(FunctionCallContext context) => context switch
    {
        ExtractContext call => BuiltIn(call, "EXTRACT", UnitArgument(call.identifier()), Expression(call.expr())),
        FloorContext call => Floor(call),
        PositionContext call => Position(call),
        TrimContext call => Trim(call),
        SubstringContext call => BuiltIn(call, "SUBSTRING", [.. call.expr().Select(Expression)]),
        OverlayContext call => BuiltIn(call, "OVERLAY", [.. call.expr().Select(Expression)]),
        NiladicContext call => Niladic(call),
        JsonValueContext or JsonQueryContext or JsonExistsContext or JsonObjectContext or JsonArrayContext => Json(context),
        JsonObjectAggContext call => WithSuffix(JsonObjectAgg(call), call.callSuffix()),
        JsonArrayAggContext call => WithSuffix(JsonArrayAgg(call), call.callSuffix()),
        _ => PlainCall((PlainCallContext)context),
    };

    private static FunctionCallSyntax BuiltIn(FunctionCallContext context, string name, params ExpressionSyntax[] arguments)
    {
        IdentifierSyntax identifier = new(name) { Span = ((Reading.SqlToken)context.Start).Span };
        SyntaxList<ArgumentSyntax> wrapped = [.. arguments.Select(value => new ArgumentSyntax(value) { Span = value.Span })];
        return new FunctionCallSyntax([identifier], wrapped) { Span = SpanOf(context) };
    }

    private static TimeUnitSyntax UnitArgument(IdentifierContext context) => new(Unit(context)) { Span = SpanOf(context) };

    private FunctionCallSyntax Position(PositionContext context)
    {
        List<ExpressionSyntax> arguments = [.. context.valueExpr().Select(Value)];
        if (context.expr() is { } from) arguments.Add(Expression(from));
        return BuiltIn(context, "POSITION", [.. arguments]);
    }

    private FunctionCallSyntax Floor(FloorContext context)
    {
        List<ExpressionSyntax> arguments = [.. context.expr().Select(Expression)];
        if (context.identifier() is { } unit) arguments.Add(UnitArgument(unit));
        return BuiltIn(context, context.FLOOR() is null ? "CEIL" : "FLOOR", [.. arguments]);
    }

    private FunctionCallSyntax Trim(TrimContext context)
    {
        ExprContext[] operands = context.expr();
        TrimSideContext? side = context.trimSide();
        if (side is null && operands.Length == 1) return BuiltIn(context, "TRIM", Expression(operands[0]));
        string word = side?.Start.Text.ToUpperInvariant() ?? "BOTH";
        ExpressionSyntax characters = operands.Length == 2 ? Expression(operands[0]) : new StringLiteralSyntax(" ");
        return BuiltIn(context, "TRIM", new KeywordArgumentSyntax(word), characters, Expression(operands[^1]));
    }

    private static FunctionCallSyntax Niladic(NiladicContext context)
    {
        string name = context.Start.Text.ToUpperInvariant();
        return context.INTEGER() is { } precision
            ? BuiltIn(context, name, new IntegerLiteralSyntax(precision.GetText()) { Span = SpanOf(precision) })
            : BuiltIn(context, name);
    }

    // ---- ordinary calls ----

    private FunctionCallSyntax PlainCall(PlainCallContext context)
    {
        FunctionNameContext name = context.functionName();
        return WithSuffix(Call(FunctionName(name), context.callArguments(), SpanOf(context)), context.callSuffix());
    }

    private static SyntaxList<IdentifierSyntax> FunctionName(FunctionNameContext context) =>
        context.callable() is { } first
            ? [Identifier(first), .. context.identifier().Select(Identifier)]
            : [new IdentifierSyntax(context.Start.Text.ToUpperInvariant()) { Span = SpanOf(context) }];

    private FunctionCallSyntax Call(SyntaxList<IdentifierSyntax> name, CallArgumentsContext context, SourceSpan span)
    {
        Descend(context);
        SyntaxList<ArgumentSyntax> arguments = Map(context.argument(), Argument);
        if (name.Count == 1 && TakesUnit(name[0].Name) && arguments.Count > 0)
            arguments = [UnitArgument(arguments[0]), .. arguments.AsSpan()[1..]];
        FunctionCallSyntax call = new(name, arguments)
        {
            Quantifier = context.DISTINCT() is not null ? SetQuantifier.Distinct
                : context.ALL() is not null ? SetQuantifier.All
                : SetQuantifier.None,
            Nulls = Nulls(context.nullTreatment()),
            WithinGroup = OrderBy(context.orderBy()),
            Span = span,
        };
        Ascend();
        return call;
    }

    private static bool TakesUnit(string name) =>
        name.Equals("TIMESTAMPADD", StringComparison.OrdinalIgnoreCase)
        || name.Equals("TIMESTAMPDIFF", StringComparison.OrdinalIgnoreCase);

    private static ArgumentSyntax UnitArgument(ArgumentSyntax argument)
    {
        if (argument is not { Name: null, Value: ColumnRefSyntax { Name: [var word] } }) return argument;
        return TimeUnits.TryParse(word.Name, out TimeUnit unit)
            ? argument with { Value = new TimeUnitSyntax(unit) { Span = word.Span } }
            : throw new SyntaxErrorException(ParserErrors.UnknownTimeUnit(word.Span, word.Name));
    }

    private FunctionCallSyntax WithSuffix(FunctionCallSyntax call, CallSuffixContext suffix)
    {
        if (suffix.ChildCount == 0) return call;
        NullTreatment nulls = call.Nulls;
        foreach (NullTreatmentContext treatment in suffix.nullTreatment()) nulls = Nulls(treatment);
        return call with
        {
            WithinGroup = suffix.orderBy() is { } group ? OrderBy(group) : call.WithinGroup,
            Nulls = nulls,
            Filter = Optional(suffix.expr(), Expression),
            Over = suffix.OVER() is null ? null
                : suffix.identifier() is { } window ? new WindowNameSyntax(Identifier(window)) { Span = SpanOf(window) }
                : WindowSpecification(suffix.windowSpec()),
        };
    }

    private static NullTreatment Nulls(NullTreatmentContext? context) =>
        context is null ? NullTreatment.None
        : context.IGNORE() is not null ? NullTreatment.Ignore
        : NullTreatment.Respect;

    private ArgumentSyntax Argument(ArgumentContext context) =>
        new(ArgumentValue(context.argumentValue()))
        {
            Name = Optional(context.identifier(), Identifier),
            Span = SpanOf(context),
        };

    private ExpressionSyntax ArgumentValue(ArgumentValueContext context)
    {
        SourceSpan span = SpanOf(context);
        switch (context)
        {
            case StarArgumentContext star:
                return Star(star.star());
            case TableArgumentContext table:
                QuerySyntax rows = table.query() is { } query
                    ? Query(query)
                    : new TableQuerySyntax(Name(table.name()))
                    {
                        Hints = Hints(table.hints()),
                        Span = table.hints() is { } hints ? SpanOf(table.name()).To(SpanOf(hints)) : SpanOf(table.name()),
                    };
                return new TableArgumentSyntax(rows)
                {
                    PartitionBy = PartitionKeys(table.argumentPartition()),
                    OrderBy = SortKeys(table.argumentSort()),
                    Span = span,
                };
            case DescriptorArgumentContext descriptor:
                return new DescriptorSyntax(Names(descriptor.identifiersInParens())) { Span = span };
            case DefaultArgumentContext:
                return new DefaultSyntax { Span = span };
            default:
                return ExpressionArgument((ExprArgumentContext)context, span);
        }
    }

    private ExpressionSyntax ExpressionArgument(ExprArgumentContext context, SourceSpan span)
    {
        ExpressionSyntax value = Expression(context.expr());
        if (context.name() is { } model)
        {
            return value is ColumnRefSyntax { Name: [{ Name: var word }] } && word.Equals("MODEL", StringComparison.OrdinalIgnoreCase)
                ? new ModelArgumentSyntax(Name(model)) { Span = span }
                : throw new SyntaxErrorException(ParserErrors.Unexpected(SpanOf(model), model.Start.Text));
        }
        if (context.argumentPartition() is not { } partition) return value;
        return value is ScalarSubquerySyntax subquery
            ? new TableArgumentSyntax(subquery.Query)
            {
                PartitionBy = PartitionKeys(partition),
                OrderBy = SortKeys(context.argumentSort()),
                Span = span,
            }
            : throw new SyntaxErrorException(ParserErrors.PartitionOfScalar(SpanOf(partition)));
    }

    private SyntaxList<ExpressionSyntax> PartitionKeys(ArgumentPartitionContext? context)
    {
        if (context is null) return [];
        return ImplicitRow(context.expr()) ?? [Expression(context.expr())];
    }

    private SyntaxList<SortItemSyntax> SortKeys(ArgumentSortContext? context) =>
        context is null ? []
        : context.sortName() is { } single ? [SortName(single)]
        : Map(context.sortItem(), SortItem);

    private static SortItemSyntax SortName(SortNameContext context) => new(ColumnRef(context.name()))
    {
        Descending = context.DESC() is not null,
        Nulls = Nulls(context.FIRST() is not null, context.LAST() is not null),
        Span = SpanOf(context),
    };

    /// <summary>The operand an expression consists of, or null if there is more to it.</summary>
    private static OperandContext? OperandOf(ExprContext context) =>
        context is ValueContext value && value.valueExpr() is ValuePrimaryContext primary
        && primary.primary() is { } inner && inner.access().Length == 0
            ? inner.operand()
            : null;

    /// <summary>The items of (a, b) without the word ROW, or null if the expression is anything else.</summary>
    private SyntaxList<ExpressionSyntax>? ImplicitRow(ExprContext context) =>
        OperandOf(context) is ParensContext parens && parens.exprs().expr().Length > 1 ? Items(parens) : null;
}
