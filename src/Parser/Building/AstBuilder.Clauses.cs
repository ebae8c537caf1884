using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Diagnostics;
using static FlinkSql.Parser.Generated.FlinkSqlParser;

namespace FlinkSql.Parser.Building;

internal sealed partial class AstBuilder
{
    private SyntaxList<SortItemSyntax> OrderBy(OrderByContext? context) =>
        context is null ? [] : Map(context.sortItem(), SortItem);

    private SortItemSyntax SortItem(SortItemContext context) => new(Expression(context.expr()))
    {
        Descending = context.DESC() is not null,
        Nulls = Nulls(context.FIRST() is not null, context.LAST() is not null),
        Span = SpanOf(context),
    };

    private static NullOrder Nulls(bool first, bool last) =>
        first ? NullOrder.First : last ? NullOrder.Last : NullOrder.Unspecified;

    // ---- GROUP BY ----

    private GroupBySyntax GroupBy(GroupByContext context) =>
        new(context.groupings() is { } groupings ? Groupings(groupings) : [])
        {
            All = context.ALL() is not null,
            Span = SpanOf(context),
        };

    private SyntaxList<GroupingSyntax> Groupings(GroupingsContext context)
    {
        Descend(context);
        SyntaxList<GroupingSyntax> elements = Map(context.grouping(), Grouping);
        Ascend();
        return elements;
    }

    private GroupingSyntax Grouping(GroupingContext context)
    {
        SourceSpan span = SpanOf(context);
        if (context.groupings() is { } inner)
        {
            SyntaxList<GroupingSyntax> elements = Groupings(inner);
            return context.ROLLUP() is not null ? new RollupSyntax(elements) { Span = span }
                : context.CUBE() is not null ? new CubeSyntax(elements) { Span = span }
                : new GroupingSetsSyntax(elements) { Span = span };
        }
        if (context.expr() is not { } key) return new GroupingSetSyntax([]) { Span = span };
        return ImplicitRow(key) is { } keys
            ? new GroupingSetSyntax(keys) { Span = span }
            : new GroupingKeySyntax(Expression(key)) { Span = span };
    }

    // ---- windows ----

    private NamedWindowSyntax NamedWindow(NamedWindowContext context) =>
        new(Identifier(context.identifier()), WindowSpecification(context.windowSpec())) { Span = SpanOf(context) };

    private WindowSpecificationSyntax WindowSpecification(WindowSpecContext context) => new()
    {
        Refines = Optional(context.bareAlias(), Identifier),
        PartitionBy = Expressions(context.exprs()),
        OrderBy = OrderBy(context.orderBy()),
        Frame = Optional(context.frame(), Frame),
        Span = SpanOf(context),
    };

    private WindowFrameSyntax Frame(FrameContext context)
    {
        FrameBoundContext[] bounds = context.frameBound();
        return new WindowFrameSyntax(context.ROWS() is null ? FrameUnit.Range : FrameUnit.Rows, FrameBound(bounds[0]))
        {
            End = bounds.Length == 2 ? FrameBound(bounds[1]) : null,
            Span = SpanOf(context),
        };
    }

    private FrameBoundSyntax FrameBound(FrameBoundContext context)
    {
        bool preceding = context.PRECEDING() is not null;
        FrameBoundKind kind = context.CURRENT() is not null ? FrameBoundKind.CurrentRow
            : context.UNBOUNDED() is null ? (preceding ? FrameBoundKind.Preceding : FrameBoundKind.Following)
            : preceding ? FrameBoundKind.UnboundedPreceding
            : FrameBoundKind.UnboundedFollowing;
        return new FrameBoundSyntax(kind) { Offset = Optional(context.valueExpr(), Value), Span = SpanOf(context) };
    }

    // ---- hints ----

    private SyntaxList<HintSyntax> Hints(HintsContext? context) => context is null ? [] : Map(context.hint(), Hint);

    private HintSyntax Hint(HintContext context) =>
        new(Identifier(context.identifier()), Map(context.hintArgument(), HintArgument)) { Span = SpanOf(context) };

    private HintArgumentSyntax HintArgument(HintArgumentContext context)
    {
        HintValueContext[] parts = context.hintValue();
        return new HintArgumentSyntax(HintText(parts[^1]))
        {
            Key = parts.Length == 2 ? HintText(parts[0]) : null,
            IsName = parts[^1].STRING() is null,
            Span = SpanOf(context),
        };
    }

    private string HintText(HintValueContext context) =>
        context.STRING() is { } text ? QuotedText(text)
        : context.name() is { } name ? string.Join('.', Name(name).Select(part => part.Name))
        : RawText(context).Replace(" ", "", StringComparison.Ordinal);

    // ---- EMIT ----

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
            Mode = context.emitMode() is { } mode ? Word<OutputMode>(mode.identifier()) : null,
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
