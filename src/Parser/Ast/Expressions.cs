namespace FlinkSql.Parser.Ast;

/// <summary>Anything that stands for a value, and the few arguments that do not (star, time unit, descriptor, table).</summary>
public abstract record ExpressionSyntax : SyntaxNode;

/// <summary>A column, or a path that may begin with catalog, database, table or column: <c>t.a.b</c>.</summary>
public sealed record ColumnRefSyntax(SyntaxList<IdentifierSyntax> Name) : ExpressionSyntax;

/// <summary><c>*</c> or <c>t.*</c>, in a select list or as the argument of COUNT.</summary>
public sealed record StarSyntax(SyntaxList<IdentifierSyntax> Qualifier) : ExpressionSyntax
{
    /// <summary>Columns left out: <c>* EXCLUDE (a, b)</c>.</summary>
    public SyntaxList<IdentifierSyntax> Exclude { get; init; }

    /// <summary>Columns given another value: <c>* REPLACE (a + 1 AS a)</c>. Each has an alias.</summary>
    public SyntaxList<SelectItemSyntax> Replace { get; init; }
}

/// <summary>A value given later: <c>?</c> (no name), <c>:name</c> or <c>@name</c>.</summary>
public sealed record ParameterSyntax(string? Name) : ExpressionSyntax;

/// <summary><c>+x</c>, <c>-x</c>, <c>NOT x</c>.</summary>
public sealed record UnarySyntax(UnaryOperator Operator, ExpressionSyntax Operand) : ExpressionSyntax;

/// <summary>Two operands and an infix operator. Chains lean to the left and may be some thousand deep.</summary>
public sealed record BinarySyntax(ExpressionSyntax Left, BinaryOperator Operator, ExpressionSyntax Right) : ExpressionSyntax;

/// <summary><c>x [NOT] BETWEEN [SYMMETRIC] low AND high</c>.</summary>
public sealed record BetweenSyntax(ExpressionSyntax Operand, ExpressionSyntax Low, ExpressionSyntax High) : ExpressionSyntax
{
    /// <summary>True for NOT BETWEEN.</summary>
    public bool Negated { get; init; }

    /// <summary>True for BETWEEN SYMMETRIC.</summary>
    public bool Symmetric { get; init; }
}

/// <summary><c>x [NOT] IN (1, 2, 3)</c>.</summary>
public sealed record InListSyntax(ExpressionSyntax Operand, SyntaxList<ExpressionSyntax> Items) : ExpressionSyntax
{
    /// <summary>True for NOT IN.</summary>
    public bool Negated { get; init; }
}

/// <summary><c>x [NOT] IN (SELECT ..)</c>; the operand may be a row.</summary>
public sealed record InQuerySyntax(ExpressionSyntax Operand, QuerySyntax Query) : ExpressionSyntax
{
    /// <summary>True for NOT IN.</summary>
    public bool Negated { get; init; }
}

/// <summary><c>EXISTS (SELECT ..)</c>; NOT EXISTS is a <see cref="UnarySyntax"/> around it.</summary>
public sealed record ExistsSyntax(QuerySyntax Query) : ExpressionSyntax;

/// <summary><c>x = ANY (SELECT ..)</c>, <c>x &lt; ALL (SELECT ..)</c>; SOME reads as ANY.</summary>
public sealed record QuantifiedComparisonSyntax(
    ExpressionSyntax Operand, BinaryOperator Operator, Quantifier Quantifier, QuerySyntax Query) : ExpressionSyntax;

/// <summary><c>x [NOT] LIKE pattern [ESCAPE c]</c>, and SIMILAR TO.</summary>
public sealed record LikeSyntax(ExpressionSyntax Operand, LikeKind Kind, ExpressionSyntax Pattern) : ExpressionSyntax
{
    /// <summary>The escape character, or null.</summary>
    public ExpressionSyntax? Escape { get; init; }

    /// <summary>True with NOT.</summary>
    public bool Negated { get; init; }
}

/// <summary><c>x IS [NOT] NULL</c>, TRUE, FALSE, UNKNOWN, JSON ...</summary>
public sealed record IsSyntax(ExpressionSyntax Operand, IsTest Test) : ExpressionSyntax
{
    /// <summary>True for IS NOT.</summary>
    public bool Negated { get; init; }
}

/// <summary><c>a IS [NOT] DISTINCT FROM b</c>: inequality where two nulls are equal.</summary>
public sealed record IsDistinctFromSyntax(ExpressionSyntax Left, ExpressionSyntax Right) : ExpressionSyntax
{
    /// <summary>True for IS NOT DISTINCT FROM.</summary>
    public bool Negated { get; init; }
}

/// <summary>CASE with an operand (simple) or without (searched). <c>WHEN 1, 2 THEN x</c> reads as two branches.</summary>
public sealed record CaseSyntax(SyntaxList<CaseBranchSyntax> Branches) : ExpressionSyntax
{
    /// <summary>The value compared, null for a searched CASE.</summary>
    public ExpressionSyntax? Operand { get; init; }

    /// <summary>The value if no branch applies, null for NULL.</summary>
    public ExpressionSyntax? Else { get; init; }
}

/// <summary><c>WHEN when THEN then</c>.</summary>
public sealed record CaseBranchSyntax(ExpressionSyntax When, ExpressionSyntax Then) : SyntaxNode;

/// <summary><c>CAST(x AS type)</c>, or TRY_CAST, which gives NULL instead of an error.</summary>
public sealed record CastSyntax(ExpressionSyntax Operand, DataTypeSyntax Type) : ExpressionSyntax
{
    /// <summary>True for TRY_CAST.</summary>
    public bool Try { get; init; }
}

/// <summary><c>x AT TIME ZONE zone</c>; without zone <c>x AT LOCAL</c>.</summary>
public sealed record AtTimeZoneSyntax(ExpressionSyntax Operand, ExpressionSyntax? Zone) : ExpressionSyntax;

/// <summary><c>ARRAY[a, b]</c>.</summary>
public sealed record ArraySyntax(SyntaxList<ExpressionSyntax> Items) : ExpressionSyntax;

/// <summary><c>MULTISET[a, b]</c>.</summary>
public sealed record MultisetSyntax(SyntaxList<ExpressionSyntax> Items) : ExpressionSyntax;

/// <summary><c>MAP[k1, v1, k2, v2]</c>.</summary>
public sealed record MapSyntax(SyntaxList<MapEntrySyntax> Entries) : ExpressionSyntax;

/// <summary>One key and its value.</summary>
public sealed record MapEntrySyntax(ExpressionSyntax Key, ExpressionSyntax Value) : SyntaxNode;

/// <summary><c>ROW(a, b)</c> or just <c>(a, b)</c>.</summary>
public sealed record RowSyntax(SyntaxList<ExpressionSyntax> Items) : ExpressionSyntax;

/// <summary><c>collection[index]</c> for arrays (from 1), maps and variants.</summary>
public sealed record ElementAccessSyntax(ExpressionSyntax Collection, ExpressionSyntax Index) : ExpressionSyntax;

/// <summary><c>(expression).field</c>; a path of plain names is a <see cref="ColumnRefSyntax"/> instead.</summary>
public sealed record FieldAccessSyntax(ExpressionSyntax Operand, IdentifierSyntax Field) : ExpressionSyntax;

/// <summary>A query in parentheses used as one value.</summary>
public sealed record ScalarSubquerySyntax(QuerySyntax Query) : ExpressionSyntax;

/// <summary><c>FINAL LAST(A.x)</c> or <c>RUNNING ..</c> in MEASURES and DEFINE.</summary>
public sealed record MatchScopeSyntax(MatchScope Scope, ExpressionSyntax Operand) : ExpressionSyntax;
