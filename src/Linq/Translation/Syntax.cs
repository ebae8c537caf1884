using FlinkSql.Parser.Ast;

namespace FlinkSql.Linq.Translation;

/// <summary>Short ways to make the syntax that SQL text would give.</summary>
internal static class Syntax
{
    public static IdentifierSyntax Name(string name) => new(name);

    public static ColumnRefSyntax Column(string name) => new([new IdentifierSyntax(name)]);

    public static FunctionCallSyntax Call(string function, params IEnumerable<ExpressionSyntax> arguments) =>
        new([Name(function)], [.. arguments.Select(argument => new ArgumentSyntax(argument))]);

    public static BinarySyntax Binary(ExpressionSyntax left, BinaryOperator op, ExpressionSyntax right) => new(left, op, right);

    public static ExpressionSyntax And(ExpressionSyntax? left, ExpressionSyntax right) =>
        left is null ? right : Binary(left, BinaryOperator.And, right);

    public static UnarySyntax Not(ExpressionSyntax operand) => new(UnaryOperator.Not, operand);

    public static IsSyntax IsNull(ExpressionSyntax operand, bool negated = false) =>
        new(operand, IsTest.Null) { Negated = negated };

    public static CastSyntax Cast(ExpressionSyntax operand, Type type) => new(operand, Rows.ClrTypes.ToSyntax(type));

    public static ExpressionSyntax Integer(long value) => LiteralValues.Integer(value);
}
