using System.Linq.Expressions;
using FlinkSql.Linq.Rows;
using FlinkSql.Parser.Ast;

namespace FlinkSql.Linq.Translation;

/// <summary>Operators and conversions.</summary>
internal sealed partial class ExpressionToSyntax
{
    private ExpressionSyntax Binary(BinaryExpression binary) => binary.NodeType switch
    {
        ExpressionType.AndAlso => Both(binary, BinaryOperator.And),
        ExpressionType.OrElse => Both(binary, BinaryOperator.Or),
        ExpressionType.And when IsBoolean(binary.Left) => Both(binary, BinaryOperator.And),
        ExpressionType.Or when IsBoolean(binary.Left) => Both(binary, BinaryOperator.Or),
        ExpressionType.Coalesce => Syntax.Call("COALESCE", Value(binary.Left), Value(binary.Right)),
        ExpressionType.Equal => Compare(binary, BinaryOperator.Equal),
        ExpressionType.NotEqual => Compare(binary, BinaryOperator.NotEqual),
        ExpressionType.LessThan => Compare(binary, BinaryOperator.Less),
        ExpressionType.LessThanOrEqual => Compare(binary, BinaryOperator.LessOrEqual),
        ExpressionType.GreaterThan => Compare(binary, BinaryOperator.Greater),
        ExpressionType.GreaterThanOrEqual => Compare(binary, BinaryOperator.GreaterOrEqual),
        ExpressionType.Add when binary.Type == typeof(string) =>
            StringCalls.Concat([binary.Left, binary.Right], this),
        ExpressionType.Add or ExpressionType.AddChecked => Arithmetic(binary, BinaryOperator.Add),
        ExpressionType.Subtract or ExpressionType.SubtractChecked => Arithmetic(binary, BinaryOperator.Subtract),
        ExpressionType.Multiply or ExpressionType.MultiplyChecked => Arithmetic(binary, BinaryOperator.Multiply),
        ExpressionType.Divide => Arithmetic(binary, BinaryOperator.Divide),
        ExpressionType.Modulo => Arithmetic(binary, BinaryOperator.Modulo),
        _ => throw LinqErrors.Untranslatable(binary),
    };

    private static bool IsBoolean(Expression expression) => ClrTypes.Bare(expression.Type) == typeof(bool);

    private BinarySyntax Both(BinaryExpression binary, BinaryOperator op) =>
        Syntax.Binary(Value(binary.Left), op, Value(binary.Right));

    private ExpressionSyntax Compare(BinaryExpression binary, BinaryOperator op)
    {
        bool equality = op is BinaryOperator.Equal or BinaryOperator.NotEqual;
        if (equality && (IsNull(binary.Right) || IsNull(binary.Left)))
        {
            Expression operand = IsNull(binary.Right) ? binary.Left : binary.Right;
            return Syntax.IsNull(Value(Unboxed(operand)), negated: op is BinaryOperator.NotEqual);
        }

        if ((EnumBelow(binary.Left) ?? EnumBelow(binary.Right)) is { } type)
        {
            return equality
                ? Syntax.Binary(EnumValue(binary.Left, type), op, EnumValue(binary.Right, type))
                : throw LinqErrors.Untranslatable(binary, "an enum is its name in SQL, which has no order");
        }

        // The comparison finds the common type itself.
        Expression left = Narrow(binary.Left);
        Expression right = Narrow(binary.Right);
        return ClrTypes.IsValue(left.Type)
            ? Syntax.Binary(Value(left), op, Value(right))
            : throw LinqErrors.Untranslatable(binary, $"{ClrTypeText.Of(left.Type)} is not one value", "compare its members");
    }

    private BinarySyntax Arithmetic(BinaryExpression binary, BinaryOperator op)
    {
        bool numbers = ClrTypes.IsNumber(binary.Left.Type) && ClrTypes.IsNumber(binary.Right.Type);
        bool moved = (ClrTypes.IsTime(binary.Left.Type) || ClrTypes.Bare(binary.Left.Type) == typeof(TimeSpan))
            && ClrTypes.Bare(binary.Right.Type) == typeof(TimeSpan)
            && op is BinaryOperator.Add or BinaryOperator.Subtract;
        if (!numbers && !moved)
        {
            throw LinqErrors.Untranslatable(
                binary, $"SQL cannot do this with {ClrTypeText.Of(binary.Left.Type)} and {ClrTypeText.Of(binary.Right.Type)}");
        }

        // One side decides the type of the result already: the other need not be widened in the text.
        Expression left = Decides(binary.Right) ? Narrow(binary.Left) : binary.Left;
        Expression right = ReferenceEquals(left, binary.Left) && Decides(binary.Left) ? Narrow(binary.Right) : binary.Right;
        return Syntax.Binary(Value(left), op, Value(right));
    }

    /// <summary>Whether the operand has its type in SQL as it stands; a whole literal is INT whatever it was in C#.</summary>
    private static bool Decides(Expression operand)
    {
        if (Captured.IsFree(operand))
        {
            Type type = ClrTypes.Bare(operand.Type);
            return type == typeof(double) || type == typeof(float) || type == typeof(TimeSpan);
        }

        return ReferenceEquals(Narrow(operand), operand);
    }

    /// <summary>The operand without a conversion that changes no value.</summary>
    private static Expression Narrow(Expression operand) =>
        operand is UnaryExpression { NodeType: ExpressionType.Convert } conversion
        && ClrTypes.IsNumber(conversion.Type)
        && ClrTypes.IsNumber(conversion.Operand.Type)
        && ClrTypes.IsWidening(conversion.Operand.Type, conversion.Type)
            ? Narrow(conversion.Operand)
            : operand;

    private static Expression Unboxed(Expression operand) =>
        operand is UnaryExpression { NodeType: ExpressionType.Convert } conversion && conversion.Type == typeof(object)
            ? conversion.Operand
            : operand;

    private static bool IsNull(Expression operand) =>
        !operand.Type.IsValueType || Nullable.GetUnderlyingType(operand.Type) is not null
            ? Captured.IsFree(operand) && Captured.Evaluate(operand) is null
            : false;

    /// <summary>The enum whose number the compiler compares, or null.</summary>
    private static Type? EnumBelow(Expression operand) => operand switch
    {
        _ when ClrTypes.Bare(operand.Type).IsEnum => ClrTypes.Bare(operand.Type),
        UnaryExpression { NodeType: ExpressionType.Convert } conversion when ClrTypes.IsNumber(conversion.Type) =>
            EnumBelow(conversion.Operand),
        _ => null,
    };

    private ExpressionSyntax EnumValue(Expression operand, Type type)
    {
        if (Captured.IsFree(operand))
        {
            return new StringLiteralSyntax(Enum.ToObject(type, Captured.Evaluate(operand)!).ToString()!);
        }

        Expression value = operand;
        while (value is UnaryExpression { NodeType: ExpressionType.Convert } conversion)
        {
            value = conversion.Operand;
        }

        return ClrTypes.Bare(value.Type) == type
            ? Value(value)
            : throw LinqErrors.Untranslatable(operand, "an enum is its name in SQL and compares with values of the enum only");
    }

    private Shape Unary(UnaryExpression unary)
    {
        switch (unary.NodeType)
        {
            case ExpressionType.Not when IsBoolean(unary):
                return Of(unary, Syntax.Not(Value(unary.Operand)));
            case ExpressionType.Negate or ExpressionType.NegateChecked:
                return Of(unary, new UnarySyntax(UnaryOperator.Minus, Value(unary.Operand)));
            case ExpressionType.UnaryPlus:
                return Visit(unary.Operand);
            case ExpressionType.Convert or ExpressionType.ConvertChecked:
                return Converted(unary);
            default:
                throw LinqErrors.Untranslatable(unary);
        }
    }

    private Shape Converted(UnaryExpression conversion)
    {
        Type from = ClrTypes.Bare(conversion.Operand.Type);
        Type to = ClrTypes.Bare(conversion.Type);
        if (from == to)
        {
            Shape same = Visit(conversion.Operand);
            return same is ValueShape value ? value with { Type = conversion.Type } : same;
        }

        if (ClrTypes.IsNumber(from) && ClrTypes.IsNumber(to))
        {
            return Of(conversion, Syntax.Cast(Value(conversion.Operand), to));
        }

        throw LinqErrors.Untranslatable(
            conversion, $"{ClrTypeText.Of(conversion.Operand.Type)} does not convert to {ClrTypeText.Of(conversion.Type)} in SQL");
    }
}
