using FlinkSql.Columnar;
using FlinkSql.Functions;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Types;

namespace FlinkSql.Planner.Binding;

/// <summary>+ - * / % over numbers, intervals and times.</summary>
internal sealed partial class ExpressionBinder
{
    private Expr? Arithmetic(ArithmeticOperator op, Expr left, Expr right, SourceSpan span)
    {
        if (left.Type is NullType)
        {
            left = Coerce.To(left, right.Type is NullType or StringType ? DataTypes.Int : right.Type);
        }

        if (right.Type is NullType)
        {
            right = Coerce.To(right, left.Type);
        }

        return (left.Type, right.Type) switch
        {
            _ when left.Type.IsNumeric() && right.Type.IsNumeric() => Numbers(op, left, right),
            (IntervalType a, IntervalType b) when a.YearMonth == b.YearMonth
                && op is ArithmeticOperator.Add or ArithmeticOperator.Subtract => Intervals(op, left, right, span),
            (IntervalType, _) when right.Type.IsNumeric()
                && op is ArithmeticOperator.Multiply or ArithmeticOperator.Divide => Scaled(op, left, right, span),
            (_, IntervalType) when left.Type.IsNumeric() && op is ArithmeticOperator.Multiply => Scaled(op, right, left, span),
            (DateType or TimeType or TimestampType, IntervalType)
                when op is ArithmeticOperator.Add or ArithmeticOperator.Subtract => OfTime(op, left, right, span),
            (IntervalType, DateType or TimeType or TimestampType) when op is ArithmeticOperator.Add =>
                OfTime(op, right, left, span),
            _ => Fail(BinderErrors.OperatorTypes(span, ExprPrinter.Symbol(op), [left.Type, right.Type])),
        };
    }

    private static Expr Numbers(ArithmeticOperator op, Expr left, Expr right)
    {
        bool nullable = left.Type.Nullable || right.Type.Nullable;
        if (left.Type is FloatingType || right.Type is FloatingType || (left.Type is IntegerType && right.Type is IntegerType))
        {
            DataType common = TypeCoercion.Numeric(left.Type, right.Type);
            Expr result = new ArithmeticExpr(op, Coerce.To(left, common), Coerce.To(right, common), common);

            // A remainder has the type of the divisor, which always holds it.
            return op is ArithmeticOperator.Modulo ? Coerce.To(result, right.Type.WithNullable(nullable)) : result;
        }

        DecimalType a = DecimalTypes.Of(left.Type);
        DecimalType b = DecimalTypes.Of(right.Type);
        DecimalType type = op switch
        {
            ArithmeticOperator.Add => DecimalTypes.Add(a, b),
            ArithmeticOperator.Subtract => DecimalTypes.Subtract(a, b),
            ArithmeticOperator.Multiply => DecimalTypes.Multiply(a, b),
            ArithmeticOperator.Divide => DecimalTypes.Divide(a, b),
            _ => DecimalTypes.Modulo(a, b),
        };
        return new ArithmeticExpr(op, Coerce.To(left, a), Coerce.To(right, b), type);
    }

    private Expr? Intervals(ArithmeticOperator op, Expr left, Expr right, SourceSpan span)
    {
        DataType type = left.Type.WithNullable(left.Type.Nullable || right.Type.Nullable);
        int sign = op is ArithmeticOperator.Add ? 1 : -1;
        return (left, right) switch
        {
            (LiteralExpr { Value: long a }, LiteralExpr { Value: long b }) => new LiteralExpr(a + (sign * b), type),
            (LiteralExpr { Value: int a }, LiteralExpr { Value: int b }) => new LiteralExpr(a + (sign * b), type),
            _ => OfTime(op, left, right, span),
        };
    }

    private Expr? Scaled(ArithmeticOperator op, Expr interval, Expr factor, SourceSpan span)
    {
        DataType type = interval.Type.WithNullable(interval.Type.Nullable || factor.Type.Nullable);
        return (interval, factor, op) switch
        {
            (LiteralExpr { Value: long ms }, LiteralExpr { Value: int by }, ArithmeticOperator.Multiply) =>
                new LiteralExpr(ms * by, type),
            (LiteralExpr { Value: int months }, LiteralExpr { Value: int by }, ArithmeticOperator.Multiply) =>
                new LiteralExpr(months * by, type),
            _ => OfTime(op, interval, factor, span),
        };
    }

    /// <summary>An operator over times and intervals, which the library has as a function.</summary>
    private Expr? OfTime(ArithmeticOperator op, Expr left, Expr right, SourceSpan span)
    {
        string name = op switch
        {
            ArithmeticOperator.Add => OperatorNames.Plus,
            ArithmeticOperator.Subtract => OperatorNames.Minus,
            ArithmeticOperator.Multiply => OperatorNames.Times,
            _ => OperatorNames.Divide,
        };
        return Call(name, [left, right], span, ExprPrinter.Symbol(op));
    }
}
