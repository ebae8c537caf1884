using System.Text;
using FlinkSql.Columnar;
using FlinkSql.Functions;
using FlinkSql.Functions.Casts;
using FlinkSql.Planner.Expressions;

namespace FlinkSql.Planner.Optimizer;

/// <summary>
/// Computes expressions over constants with the functions and rules of the run time. What could fail there is not
/// computed here: the query must fail when it runs, and only if the row comes.
/// </summary>
internal sealed class ConstantEvaluator(QueryContext context)
{
    private const int LongestText = 1024;

    /// <summary>The constant an expression over constants stands for, or null where it is none.</summary>
    public LiteralExpr? Evaluate(Expr expr)
    {
        if (IsStrict(expr) && expr.Type.Nullable && expr.Operands.Any(operand => operand is LiteralExpr { Value: null }))
        {
            return new LiteralExpr(null, expr.Type) { Span = expr.Span };
        }

        if (expr is LiteralExpr || !expr.Operands.All(operand => operand is LiteralExpr))
        {
            return null;
        }

        try
        {
            return TryCompute(expr, out object? value) && (value is not null || expr.Type.Nullable) && IsSmall(value)
                ? new LiteralExpr(value, expr.Type) { Span = expr.Span }
                : null;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // Whatever a function throws, it is for the run time to say so.
            return null;
        }
    }

    // REPEAT('x', 1000000) is better computed than carried through plans and code.
    private static bool IsSmall(object? value) => value switch
    {
        string text => text.Length <= LongestText,
        byte[] bytes => bytes.Length <= LongestText,
        object?[] or KeyValuePair<object?, object?>[] => false,
        _ => true,
    };

    /// <summary>Whether NULL in any operand makes the whole NULL.</summary>
    private static bool IsStrict(Expr expr) =>
        expr is ArithmeticExpr or CompareExpr or NegateExpr or CallExpr { Function.CalledOnNull: false };

    private bool TryCompute(Expr expr, out object? value)
    {
        value = null;
        switch (expr)
        {
            case ArithmeticExpr arithmetic:
                return Strict(arithmetic, out object left, out object right)
                    ? Arithmetic(arithmetic, left, right, out value)
                    : true;
            case CompareExpr compare:
                return Strict(compare, out left, out right) ? Compare(compare, left, right, out value) : true;
            case NegateExpr negate:
                return ValueOf(negate.Operand) is not object negated || Negate(negated, out value);
            case NotExpr not:
                value = ValueOf(not.Operand) is bool truth ? !truth : null;
                return true;
            case IsNullExpr isNull:
                value = ValueOf(isNull.Operand) is null != isNull.Negated;
                return true;
            case IsTruthExpr isTruth:
                value = (ValueOf(isTruth.Operand) is bool known && known == isTruth.Truth) != isTruth.Negated;
                return true;
            case IsDistinctExpr distinct:
                return Distinct(distinct, out value);
            case InExpr list:
                return In(list, out value);
            case CastExpr cast:
                return Cast(cast, out value);
            case CallExpr { Function.Deterministic: true } call:
                return Call(call, out value);
            default:
                return false;
        }
    }

    private bool Cast(CastExpr cast, out object? value)
    {
        value = null;
        DataType from = cast.Operand.Type;
        return ValueOf(cast.Operand) is null
            || (CastRegistry.Find(from, cast.Type) is not null
                && (BoxedCast.Try(ValueOf(cast.Operand), from, cast.Type, context, out value) || cast.Try));
    }

    private bool Call(CallExpr call, out object? value)
    {
        object?[] arguments = [.. call.Arguments.Select(ValueOf)];
        DataType[] types = [.. call.Arguments.Select(argument => argument.Type)];
        value = BoxedCall.Of(call.Function).Invoke(arguments, types, call.Type, context);
        return true;
    }

    private static bool Arithmetic(ArithmeticExpr expr, object left, object right, out object? value)
    {
        value = (left, right, expr.Type) switch
        {
            (_, _, DecimalType) => Decimal(expr, left, right),
            (sbyte a, sbyte b, _) => unchecked((sbyte)Integer(expr.Operator, a, b)),
            (short a, short b, _) => unchecked((short)Integer(expr.Operator, a, b)),
            (int a, int b, _) => unchecked((int)Integer(expr.Operator, a, b)),
            (long a, long b, _) => Integer(expr.Operator, a, b),
            (float a, float b, _) => (float)Floating(expr.Operator, a, b),
            (double a, double b, _) => Floating(expr.Operator, a, b),
            _ => throw new OverflowException(),
        };
        return true;
    }

    // Narrower integers wrap when they are cut to their width; 64 bits cover every product of 32.
    private static long Integer(ArithmeticOperator op, long left, long right) => op switch
    {
        ArithmeticOperator.Add => unchecked(left + right),
        ArithmeticOperator.Subtract => unchecked(left - right),
        ArithmeticOperator.Multiply => unchecked(left * right),
        ArithmeticOperator.Divide => Division.Int64(left, right),
        _ => Modulo.Int64(left, right),
    };

    private static double Floating(ArithmeticOperator op, double left, double right) => op switch
    {
        ArithmeticOperator.Add => left + right,
        ArithmeticOperator.Subtract => left - right,
        ArithmeticOperator.Multiply => left * right,
        ArithmeticOperator.Divide => left / right,
        _ => left % right,
    };

    private static object? Decimal(ArithmeticExpr expr, object leftValue, object rightValue)
    {
        var type = (DecimalType)expr.Type;
        SqlDecimal left = Boxed.ToDecimal(leftValue, expr.Left.Type);
        SqlDecimal right = Boxed.ToDecimal(rightValue, expr.Right.Type);
        SqlDecimal result;
        bool fits = expr.Operator switch
        {
            ArithmeticOperator.Add => DecimalMath.TryAdd(left, right, type.Precision, type.Scale, out result),
            ArithmeticOperator.Subtract => DecimalMath.TrySubtract(left, right, type.Precision, type.Scale, out result),
            ArithmeticOperator.Multiply => DecimalMath.TryMultiply(left, right, type.Precision, type.Scale, out result),
            ArithmeticOperator.Divide => DecimalMath.TryDivide(left, right, type.Precision, type.Scale, out result),
            _ => DecimalMath.TryModulo(left, right, type.Precision, type.Scale, out result),
        };
        return fits ? Boxed.From(result, type) : null;
    }

    private static bool Negate(object value, out object? negated)
    {
        negated = value switch
        {
            sbyte number => unchecked((sbyte)-number),
            short number => unchecked((short)-number),
            int number => unchecked(-number),
            long number => unchecked(-number),
            Int128 number => -number,
            float number => -number,
            double number => -number,
            _ => null,
        };
        return negated is not null;
    }

    private static bool Compare(CompareExpr expr, object left, object right, out object? value)
    {
        value = null;
        if (Order(expr.Left.Type, left, expr.Right.Type, right) is not int order)
        {
            return false;
        }

        value = expr.Operator switch
        {
            CompareOperator.Equal => order == 0,
            CompareOperator.NotEqual => order != 0,
            CompareOperator.Less => order < 0,
            CompareOperator.LessOrEqual => order <= 0,
            CompareOperator.Greater => order > 0,
            _ => order >= 0,
        };
        return true;
    }

    private static bool Distinct(IsDistinctExpr expr, out object? value)
    {
        object? left = ValueOf(expr.Left);
        object? right = ValueOf(expr.Right);
        bool? same = left is null || right is null
            ? left is null && right is null
            : Order(expr.Left.Type, left, expr.Right.Type, right) is int order ? order == 0 : null;
        value = same is bool known ? known == expr.Negated : null;
        return value is not null;
    }

    private static bool In(InExpr list, out object? value)
    {
        value = null;
        if (ValueOf(list.Operand) is not object operand)
        {
            return true;
        }

        bool found = false;
        foreach (LiteralExpr candidate in list.Values.Where(candidate => candidate.Value is not null))
        {
            if (Order(list.Operand.Type, operand, candidate.Type, candidate.Value!) is not int order)
            {
                return false;
            }

            found |= order == 0;
        }

        value = found ? !list.Negated : list.Values.Any(candidate => candidate.Value is null) ? null : list.Negated;
        return true;
    }

    /// <summary>The sign of the comparison; null where it is left to the run time.</summary>
    private static int? Order(DataType leftType, object left, DataType rightType, object right) =>
        (left, right) switch
        {
            (long or Int128, long or Int128) when leftType is DecimalType || rightType is DecimalType =>
                DecimalMath.Compare(Wide(left), Scale(leftType), Wide(right), Scale(rightType)),
            (long or int or short or sbyte, long or int or short or sbyte) when leftType.SameIgnoringNullability(rightType) =>
                Convert.ToInt64(left).CompareTo(Convert.ToInt64(right)),
            (bool a, bool b) => a.CompareTo(b),
            (double a, double b) when !double.IsNaN(a) && !double.IsNaN(b) => a.CompareTo(b),
            (float a, float b) when !float.IsNaN(a) && !float.IsNaN(b) => a.CompareTo(b),
            (string a, string b) when leftType is StringType { Fixed: false } && rightType is StringType { Fixed: false } =>
                Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b)),
            _ => null,
        };

    private static bool Strict(Expr expr, out object left, out object right)
    {
        left = ValueOf(expr.Operands[0])!;
        right = ValueOf(expr.Operands[1])!;
        return left is not null && right is not null;
    }

    private static object? ValueOf(Expr literal) => ((LiteralExpr)literal).Value;

    private static Int128 Wide(object value) => value is long compact ? compact : (Int128)value;

    private static int Scale(DataType type) => type is DecimalType shape ? shape.Scale : 0;
}
