using FlinkSql.Parser.Ast;

namespace FlinkSql.Parser.Printing;

/// <summary>How strongly operators bind, as the grammar has it: a larger number binds its operands first.</summary>
internal static class Binding
{
    public const int Or = 1;
    public const int And = 2;
    public const int Not = 3;
    public const int Is = 4;
    public const int Comparison = 5;
    public const int Predicate = 6;
    public const int Additive = 10;
    public const int Multiplicative = 11;
    public const int Sign = 12;
    public const int TimeZone = 13;
    public const int Primary = 14;

    public static int Of(ExpressionSyntax expression) => expression switch
    {
        BinarySyntax binary => Of(binary.Operator),
        UnarySyntax { Operator: UnaryOperator.Not } => Not,
        UnarySyntax => Sign,
        IsSyntax => Is,
        IsDistinctFromSyntax => Comparison,
        BetweenSyntax or InListSyntax or InQuerySyntax or LikeSyntax or QuantifiedComparisonSyntax => Predicate,
        AtTimeZoneSyntax => TimeZone,
        _ => Primary,
    };

    /// <summary>The operand an expression begins with, or null if it begins with something else.</summary>
    public static ExpressionSyntax? LeftOf(ExpressionSyntax expression) => expression switch
    {
        BinarySyntax binary => binary.Left,
        IsSyntax test => test.Operand,
        IsDistinctFromSyntax distinct => distinct.Left,
        QuantifiedComparisonSyntax quantified => quantified.Operand,
        BetweenSyntax between => between.Operand,
        InListSyntax list => list.Operand,
        InQuerySyntax query => query.Operand,
        LikeSyntax like => like.Operand,
        AtTimeZoneSyntax zoned => zoned.Operand,
        ElementAccessSyntax element => element.Collection,
        FieldAccessSyntax field => field.Operand,
        _ => null,
    };

    /// <summary>True if the operand an expression begins with must stand in parentheses.</summary>
    public static bool LeftNeedsParens(ExpressionSyntax expression, ExpressionSyntax left) => expression switch
    {
        FieldAccessSyntax => left is ColumnRefSyntax || !MayBeAccessed(left),
        ElementAccessSyntax => !MayBeAccessed(left),
        _ => Of(left) < Of(expression),
    };

    private static bool MayBeAccessed(ExpressionSyntax left) => left switch
    {
        ColumnRefSyntax or ElementAccessSyntax or FieldAccessSyntax => true,
        ArraySyntax or MapSyntax or MultisetSyntax or RowSyntax or CastSyntax or ScalarSubquerySyntax => true,
        FunctionCallSyntax { Over: null, Filter: null, WithinGroup.IsEmpty: true, Nulls: NullTreatment.None } => true,
        _ => false,
    };

    public static string TextOf(BinaryOperator op) => op switch
    {
        BinaryOperator.Or => "OR",
        BinaryOperator.And => "AND",
        BinaryOperator.Equal => "=",
        BinaryOperator.NotEqual => "<>",
        BinaryOperator.Less => "<",
        BinaryOperator.LessOrEqual => "<=",
        BinaryOperator.Greater => ">",
        BinaryOperator.GreaterOrEqual => ">=",
        BinaryOperator.Overlaps => "OVERLAPS",
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.Concat => "||",
        BinaryOperator.Multiply => "*",
        BinaryOperator.Divide => "/",
        _ => "%",
    };

    private static int Of(BinaryOperator op) => op switch
    {
        BinaryOperator.Or => Or,
        BinaryOperator.And => And,
        BinaryOperator.Add or BinaryOperator.Subtract => Additive,
        BinaryOperator.Multiply or BinaryOperator.Divide or BinaryOperator.Modulo or BinaryOperator.Concat => Multiplicative,
        _ => Comparison,
    };
}
