using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Diagnostics;
using static FlinkSql.Parser.Generated.FlinkSqlParser;

namespace FlinkSql.Parser.Building;

internal sealed partial class AstBuilder
{
    private MatchRecognizeSyntax MatchRecognize(MatchRecognizeContext context, TableRefSyntax input) =>
        new(input, Pattern(context.pattern()))
        {
            PartitionBy = Expressions(context.exprs()),
            OrderBy = OrderBy(context.orderBy()),
            Measures = Map(context.measure(), Measure),
            Rows = context.ONE() is not null ? RowsPerMatch.One
                : context.ALL() is not null ? RowsPerMatch.All
                : RowsPerMatch.Unspecified,
            Skip = Optional(context.skip(), Skip),
            Within = Optional(context.valueExpr(), Value),
            Subsets = Map(context.subset(), Subset),
            Definitions = Map(context.definition(), Definition),
            Span = input.Span.To(SpanOf(context)),
        };

    private SelectItemSyntax Measure(MeasureContext context) =>
        new(Expression(context.expr())) { Alias = Identifier(context.identifier()), Span = SpanOf(context) };

    private static SkipSyntax Skip(SkipContext context)
    {
        SkipTarget target = context.NEXT() is not null ? SkipTarget.NextRow
            : context.PAST() is not null ? SkipTarget.PastLastRow
            : context.FIRST() is not null ? SkipTarget.First
            : SkipTarget.Last;
        return new SkipSyntax(target) { Variable = Optional(context.identifier(), Identifier), Span = SpanOf(context) };
    }

    private static PatternSubsetSyntax Subset(SubsetContext context) =>
        new(Identifier(context.identifier()), Names(context.identifiersInParens())) { Span = SpanOf(context) };

    private PatternDefinitionSyntax Definition(DefinitionContext context) =>
        new(Identifier(context.identifier()), Expression(context.expr())) { Span = SpanOf(context) };

    private RowPatternSyntax Pattern(PatternContext context)
    {
        Descend(context, 4);
        SyntaxList<RowPatternSyntax> alternatives = Map(context.patternSequence(), Sequence);
        Ascend(4);
        return alternatives.Count == 1 ? alternatives[0] : new PatternAlternationSyntax(alternatives) { Span = SpanOf(context) };
    }

    private RowPatternSyntax Sequence(PatternSequenceContext context)
    {
        SyntaxList<RowPatternSyntax> parts = Map(context.patternFactor(), Factor);
        return parts.Count == 1 ? parts[0] : new PatternSequenceSyntax(parts) { Span = SpanOf(context) };
    }

    private RowPatternSyntax Factor(PatternFactorContext context)
    {
        RowPatternSyntax pattern = PatternPrimary(context.patternPrimary());
        if (context.patternQuantifier() is not { } quantifier) return pattern;
        (int min, int? max) = Bounds(quantifier);
        if (max < min) throw new SyntaxErrorException(ParserErrors.EmptyRange(SpanOf(quantifier)));
        bool braces = quantifier.LBRACE() is not null;
        bool reluctant = quantifier.QUESTION().Length > (braces || quantifier.Start.Type != QUESTION ? 0 : 1);
        return new PatternRepeatSyntax(pattern, min, max) { Reluctant = reluctant, Span = SpanOf(context) };
    }

    private static (int Min, int? Max) Bounds(PatternQuantifierContext context)
    {
        switch (context.Start.Type)
        {
            case STAR: return (0, null);
            case PLUS: return (1, null);
            case QUESTION: return (0, 1);
        }
        Antlr4.Runtime.Tree.ITerminalNode[] numbers = context.INTEGER();
        if (context.COMMA() is not { } comma) return (Number(numbers[0]), Number(numbers[0]));
        bool hasMin = numbers.Length > 0 && numbers[0].Symbol.StartIndex < comma.Symbol.StartIndex;
        bool hasMax = numbers.Length > (hasMin ? 1 : 0);
        return (hasMin ? Number(numbers[0]) : 0, hasMax ? Number(numbers[^1]) : null);
    }

    private RowPatternSyntax PatternPrimary(PatternPrimaryContext context)
    {
        SourceSpan span = SpanOf(context);
        if (context.identifier() is { } variable) return new PatternVariableSyntax(Identifier(variable)) { Span = span };
        SyntaxList<RowPatternSyntax> parts = Map(context.pattern(), Pattern);
        return context.PERMUTE() is not null ? new PatternPermuteSyntax(parts) { Span = span }
            : context.EXCLUDE_START() is not null ? new PatternExcludeSyntax(parts[0]) { Span = span }
            : parts[0];
    }
}
