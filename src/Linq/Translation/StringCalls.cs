using System.Linq.Expressions;
using FlinkSql.Linq.Rows;
using FlinkSql.Parser.Ast;

namespace FlinkSql.Linq.Translation;

/// <summary>The members of <see cref="string"/> as SQL functions. Lengths and places count code points, as SQL does.</summary>
internal static class StringCalls
{
    public static ExpressionSyntax? Member(string name, ValueShape owner) =>
        owner.Type == typeof(string) && name == nameof(string.Length) ? Syntax.Call("CHAR_LENGTH", owner.Sql) : null;

    public static ExpressionSyntax? Translate(MethodCallExpression call, ExpressionToSyntax to)
    {
        if (call.Method.DeclaringType != typeof(string))
        {
            return null;
        }

        return call.Object is null ? Static(call, to) : Instance(call, to);
    }

    /// <summary>Texts put behind each other; what is no text becomes it.</summary>
    public static ExpressionSyntax Concat(IEnumerable<Expression> parts, ExpressionToSyntax to) =>
        parts.Select(part => Text(part, to)).Aggregate((left, right) => Syntax.Binary(left, BinaryOperator.Concat, right));

    /// <summary>A value as text, where .NET and SQL write it alike.</summary>
    public static ExpressionSyntax Text(Expression value, ExpressionToSyntax to)
    {
        Expression bare = value is UnaryExpression { NodeType: ExpressionType.Convert } boxed && boxed.Type == typeof(object)
            ? boxed.Operand
            : value;
        if (bare.Type == typeof(string) || ClrTypes.Bare(bare.Type).IsEnum)
        {
            return to.Value(bare);
        }

        return ClrTypes.IsInteger(bare.Type)
            ? new CastSyntax(to.Value(bare), new SimpleTypeSyntax(SqlTypeName.String))
            : throw LinqErrors.Untranslatable(value, $"SQL writes {ClrTypeText.Of(bare.Type)} in another way than .NET");
    }

    private static ExpressionSyntax? Instance(MethodCallExpression call, ExpressionToSyntax to)
    {
        if (call.Arguments.Any(argument => argument.Type == typeof(char[]) || argument.Type == typeof(StringComparison)))
        {
            return null;
        }

        ExpressionSyntax text = to.Value(call.Object!);
        ExpressionSyntax Argument(int index) => call.Arguments[index] is { } argument && argument.Type == typeof(char)
            ? Character(argument)
            : to.Value(call.Arguments[index]);
        return (call.Method.Name, call.Arguments.Count) switch
        {
            (nameof(string.ToUpper) or nameof(string.ToUpperInvariant), 0) => Syntax.Call("UPPER", text),
            (nameof(string.ToLower) or nameof(string.ToLowerInvariant), 0) => Syntax.Call("LOWER", text),
            (nameof(string.Trim), 0) => Syntax.Call("TRIM", new KeywordArgumentSyntax("BOTH"), new StringLiteralSyntax(" "), text),
            (nameof(string.TrimStart), 0) => Syntax.Call("LTRIM", text),
            (nameof(string.TrimEnd), 0) => Syntax.Call("RTRIM", text),
            (nameof(string.StartsWith), 1) => Syntax.Call("STARTSWITH", text, Argument(0)),
            (nameof(string.EndsWith), 1) => Syntax.Call("ENDSWITH", text, Argument(0)),
            (nameof(string.Contains), 1) =>
                Syntax.Binary(Syntax.Call("POSITION", Argument(0), text), BinaryOperator.Greater, Syntax.Integer(0)),
            (nameof(string.IndexOf), 1) =>
                Syntax.Binary(Syntax.Call("POSITION", Argument(0), text), BinaryOperator.Subtract, Syntax.Integer(1)),
            (nameof(string.Replace), 2) => Syntax.Call("REPLACE", text, Argument(0), Argument(1)),
            (nameof(string.Substring), 1) => Syntax.Call("SUBSTRING", text, FromOne(call.Arguments[0], to)),
            (nameof(string.Substring), 2) => Syntax.Call("SUBSTRING", text, FromOne(call.Arguments[0], to), Argument(1)),
            (nameof(string.Equals), 1) => Syntax.Binary(text, BinaryOperator.Equal, Argument(0)),
            (nameof(string.ToString), 0) => text,
            _ => null,
        };
    }

    private static ExpressionSyntax? Static(MethodCallExpression call, ExpressionToSyntax to)
    {
        switch (call.Method.Name, call.Arguments)
        {
            case (nameof(string.IsNullOrEmpty), [var value]):
                ExpressionSyntax text = to.Value(value);
                return Syntax.Binary(
                    Syntax.IsNull(text),
                    BinaryOperator.Or,
                    Syntax.Binary(text, BinaryOperator.Equal, new StringLiteralSyntax("")));
            case (nameof(string.Concat), [NewArrayExpression array]):
                return Concat(array.Expressions, to);
            case (nameof(string.Concat), { Count: > 0 } parts) when parts.All(part => ClrTypes.IsValue(part.Type) || part.Type == typeof(object)):
                return Concat(parts, to);
            case (nameof(string.Format), [ConstantExpression { Value: string format }, NewArrayExpression array]):
                return TextFormat.Translate(format, array.Expressions, to);
            case (nameof(string.Format), [ConstantExpression { Value: string format }, ..]):
                return TextFormat.Translate(format, [.. call.Arguments.Skip(1)], to);
            default:
                return null;
        }
    }

    private static StringLiteralSyntax Character(Expression value) => Captured.IsFree(value)
        ? new StringLiteralSyntax(((char)Captured.Evaluate(value)!).ToString())
        : throw LinqErrors.Untranslatable(value, "SQL has no type for one character");

    // SQL counts places from 1.
    private static ExpressionSyntax FromOne(Expression start, ExpressionToSyntax to) => Captured.IsFree(start)
        ? Syntax.Integer((int)Captured.Evaluate(start)! + 1L)
        : Syntax.Binary(to.Value(start), BinaryOperator.Add, Syntax.Integer(1));
}
