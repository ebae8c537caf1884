namespace FlinkSql.Parser.Ast;

/// <summary><c>t MATCH_RECOGNIZE (..)</c>: row patterns.</summary>
public sealed record MatchRecognizeSyntax(TableRefSyntax Input, RowPatternSyntax Pattern) : AliasedTableSyntax
{
    /// <summary>PARTITION BY.</summary>
    public SyntaxList<ExpressionSyntax> PartitionBy { get; init; }

    /// <summary>ORDER BY.</summary>
    public SyntaxList<SortItemSyntax> OrderBy { get; init; }

    /// <summary>MEASURES; each has an alias.</summary>
    public SyntaxList<SelectItemSyntax> Measures { get; init; }

    /// <summary>ONE ROW or ALL ROWS PER MATCH.</summary>
    public RowsPerMatch Rows { get; init; }

    /// <summary>AFTER MATCH SKIP .., or null.</summary>
    public SkipSyntax? Skip { get; init; }

    /// <summary>WITHIN interval, or null.</summary>
    public ExpressionSyntax? Within { get; init; }

    /// <summary>SUBSET u = (A, B).</summary>
    public SyntaxList<PatternSubsetSyntax> Subsets { get; init; }

    /// <summary>DEFINE A AS condition.</summary>
    public SyntaxList<PatternDefinitionSyntax> Definitions { get; init; }
}

/// <summary>How many rows a match yields.</summary>
public enum RowsPerMatch
{
    Unspecified, One, All,
}

/// <summary>AFTER MATCH SKIP; First and Last name a variable.</summary>
public sealed record SkipSyntax(SkipTarget Target) : SyntaxNode
{
    /// <summary>The variable of TO FIRST and TO LAST.</summary>
    public IdentifierSyntax? Variable { get; init; }
}

/// <summary>Where matching goes on.</summary>
public enum SkipTarget
{
    NextRow, PastLastRow, First, Last,
}

/// <summary><c>name = (A, B)</c>.</summary>
public sealed record PatternSubsetSyntax(IdentifierSyntax Name, SyntaxList<IdentifierSyntax> Variables) : SyntaxNode;

/// <summary><c>A AS condition</c>.</summary>
public sealed record PatternDefinitionSyntax(IdentifierSyntax Variable, ExpressionSyntax Condition) : SyntaxNode;

/// <summary>A row pattern: a regular expression over variables.</summary>
public abstract record RowPatternSyntax : SyntaxNode;

/// <summary>One variable.</summary>
public sealed record PatternVariableSyntax(IdentifierSyntax Name) : RowPatternSyntax;

/// <summary><c>A B C</c>; at least two parts; a part that is itself a sequence was in parentheses.</summary>
public sealed record PatternSequenceSyntax(SyntaxList<RowPatternSyntax> Parts) : RowPatternSyntax;

/// <summary><c>A | B</c>; at least two alternatives; one that is itself an alternation was in parentheses.</summary>
public sealed record PatternAlternationSyntax(SyntaxList<RowPatternSyntax> Alternatives) : RowPatternSyntax;

/// <summary><c>A+</c>, <c>A*?</c>, <c>A{2,5}</c>.</summary>
public sealed record PatternRepeatSyntax(RowPatternSyntax Pattern, int Min, int? Max) : RowPatternSyntax
{
    /// <summary>True with a question mark behind the quantifier: as few rows as possible.</summary>
    public bool Reluctant { get; init; }
}

/// <summary><c>PERMUTE(A, B)</c>.</summary>
public sealed record PatternPermuteSyntax(SyntaxList<RowPatternSyntax> Parts) : RowPatternSyntax;

/// <summary><c>{- A -}</c>: matched, but not put out.</summary>
public sealed record PatternExcludeSyntax(RowPatternSyntax Pattern) : RowPatternSyntax;
