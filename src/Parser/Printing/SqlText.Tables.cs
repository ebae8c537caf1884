using FlinkSql.Parser.Ast;

namespace FlinkSql.Parser.Printing;

internal sealed partial class SqlText
{
    private void Table(TableRefSyntax table)
    {
        switch (table)
        {
            case JoinSyntax join: Join(join); return;
            case NamedTableSyntax named:
                Name(named.Name).AddIf(!named.Hints.IsEmpty, " ").Hints(named.Hints);
                ValueAfter(" FOR SYSTEM_TIME AS OF ", named.SystemTime);
                break;
            case FileTableSyntax file: String(file.Path).AddIf(!file.Hints.IsEmpty, " ").Hints(file.Hints); break;
            case DerivedTableSyntax derived: InParens(derived.Lateral ? "LATERAL (" : "(", derived.Query); break;
            case TableFunctionSyntax function: InParens(function.Lateral ? "LATERAL TABLE(" : "TABLE(", function.Call); break;
            case UnnestSyntax unnest:
                Add("UNNEST(").List(unnest.Operands).Add(unnest.WithOrdinality ? ") WITH ORDINALITY" : ")");
                break;
            case MatchRecognizeSyntax match: Match(match); break;
        }
        NodeAfter(" AS ", ((AliasedTableSyntax)table).Alias);
    }

    private void Alias(TableAliasSyntax alias) => Name(alias.Name).ListAfter(" (", alias.Columns, ")");

    private void Join(JoinSyntax join)
    {
        Stack<JoinSyntax> chain = new([join]);
        while (chain.Peek().Left is JoinSyntax left && !NeedsParens(chain.Peek(), left)) chain.Push(left);
        if (chain.Peek().Left is JoinSyntax inner) InParens("(", inner);
        else Node(chain.Peek().Left);
        while (chain.TryPop(out JoinSyntax? next))
        {
            if (next.Kind == JoinKind.Comma) Add(", ");
            else Add(" ").AddIf(next.Natural, "NATURAL ").Add(TextOf(next.Kind)).Add(" ");
            if (next.Right is JoinSyntax right && NeedsParensRight(next, right)) InParens("(", right);
            else Node(next.Right);
            NodeAfter(" MATCH_CONDITION (", next.MatchCondition).AddIf(next.MatchCondition is not null, ")");
            NodeAfter(" ON ", next.On).ListAfter(" USING (", next.Using, ")");
        }
    }

    // A comma binds weaker than JOIN.
    private static bool NeedsParens(JoinSyntax join, JoinSyntax left) =>
        left.Kind == JoinKind.Comma && join.Kind != JoinKind.Comma;

    private static bool NeedsParensRight(JoinSyntax join, JoinSyntax right) =>
        join.Kind != JoinKind.Comma || right.Kind == JoinKind.Comma;

    private static string TextOf(JoinKind kind) => kind switch
    {
        JoinKind.Inner => "JOIN",
        JoinKind.Cross => "CROSS JOIN",
        JoinKind.LeftSemi => "LEFT SEMI JOIN",
        JoinKind.LeftAnti => "LEFT ANTI JOIN",
        JoinKind.AsOf => "ASOF JOIN",
        JoinKind.LeftAsOf => "LEFT ASOF JOIN",
        _ => Words.Of(kind) + " JOIN",
    };

    // ---- hints ----

    private SqlText Hints(SyntaxList<HintSyntax> hints) => ListAfter("/*+ ", hints, " */");

    private void Hint(HintSyntax hint)
    {
        Name(hint.Name).ListAfter("(", hint.Arguments, ")");
    }

    private void HintArgument(HintArgumentSyntax argument)
    {
        if (argument.Key is { } key) String(key).Add("=");
        if (argument.IsName) HintName(argument.Value);
        else String(argument.Value);
    }

    private void HintName(string value)
    {
        bool number = value.TrimStart('-').Length > 0 && char.IsAsciiDigit(value.TrimStart('-')[0]);
        Add(number ? value : string.Join('.', value.Split('.').Select(Quoted)));
    }

    // ---- MATCH_RECOGNIZE ----

    private void Match(MatchRecognizeSyntax match)
    {
        // An alias or a pattern of the input would be taken for ours.
        if (match.Input is AliasedTableSyntax { Alias: null } and not MatchRecognizeSyntax) Node(match.Input);
        else InParens("(", match.Input);
        Add(" MATCH_RECOGNIZE (").ListAfter("PARTITION BY ", match.PartitionBy, " ").ListAfter("ORDER BY ", match.OrderBy, " ");
        ListAfter("MEASURES ", match.Measures, " ");
        if (match.Rows != RowsPerMatch.Unspecified) Add(match.Rows == RowsPerMatch.One ? "ONE ROW PER MATCH " : "ALL ROWS PER MATCH ");
        NodeAfter("AFTER MATCH ", match.Skip).AddIf(match.Skip is not null, " ");
        Add("PATTERN (").NodeAfter("", match.Pattern).Add(") ");
        ValueAfter("WITHIN ", match.Within).AddIf(match.Within is not null, " ");
        ListAfter("SUBSET ", match.Subsets, " ").Add("DEFINE ").List(match.Definitions).Add(")");
    }

    private void Skip(SkipSyntax skip)
    {
        switch (skip.Target)
        {
            case SkipTarget.NextRow: Add("SKIP TO NEXT ROW"); break;
            case SkipTarget.PastLastRow: Add("SKIP PAST LAST ROW"); break;
            default: Add(skip.Target == SkipTarget.First ? "SKIP TO FIRST" : "SKIP TO LAST").NameAfter(" ", skip.Variable); break;
        }
    }

    private void Subset(PatternSubsetSyntax subset) => Name(subset.Name).ListAfter(" = (", subset.Variables, ")");

    private void Definition(PatternDefinitionSyntax definition) =>
        Name(definition.Variable).NodeAfter(" AS ", definition.Condition);

    /// <summary>Place 0 allows alternatives, 1 a sequence, 2 a single factor, 3 a factor without quantifier.</summary>
    private void Pattern(RowPatternSyntax pattern, int place)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        int binding = pattern switch
        {
            PatternAlternationSyntax => 0,
            PatternSequenceSyntax => 1,
            PatternRepeatSyntax => 2,
            _ => 3,
        };
        AddIf(binding < place, "(");
        switch (pattern)
        {
            case PatternVariableSyntax variable: Name(variable.Name); break;
            case PatternAlternationSyntax alternation: Patterns(alternation.Alternatives, " | ", 1); break;
            case PatternSequenceSyntax sequence: Patterns(sequence.Parts, " ", 2); break;
            case PatternPermuteSyntax permute:
                Add("PERMUTE(");
                Patterns(permute.Parts, ", ", 0);
                Add(")");
                break;
            case PatternExcludeSyntax exclude:
                Add("{- ");
                Pattern(exclude.Pattern, 0);
                Add(" -}");
                break;
            case PatternRepeatSyntax repeat:
                Pattern(repeat.Pattern, 3);
                Add(QuantifierOf(repeat)).AddIf(repeat.Reluctant, "?");
                break;
        }
        AddIf(binding < place, ")");
    }

    private void Patterns(SyntaxList<RowPatternSyntax> patterns, string separator, int place)
    {
        for (int at = 0; at < patterns.Count; at++)
        {
            AddIf(at > 0, separator);
            Pattern(patterns[at], place);
        }
    }

    private static string QuantifierOf(PatternRepeatSyntax repeat) => (repeat.Min, repeat.Max) switch
    {
        (0, null) => "*",
        (1, null) => "+",
        (0, 1) => "?",
        (var min, null) => $"{{{min},}}",
        (var min, { } max) when min == max => $"{{{min}}}",
        (var min, { } max) => $"{{{min},{max}}}",
    };
}
