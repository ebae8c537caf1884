using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using FlinkSql.Columnar;
using FlinkSql.Functions;
using FlinkSql.Functions.Casts;
using FlinkSql.Planner.Expressions;

namespace FlinkSql.Tests.Oracle;

/// <summary>
/// Evaluates expressions over rows of boxed values, one node after the other, as SQL says and with no thought of
/// speed: what generated code must agree with.
/// </summary>
internal sealed class ReferenceInterpreter(object?[] row, QueryContext context)
{
    // A call over boxed values is a small method that is made once.
    private static readonly ConcurrentDictionary<ScalarFunction, BoxedCall> s_calls = [];
    private static readonly ConcurrentDictionary<MethodInfo, BoxedCall> s_casts = [];

    public object? Evaluate(Expr expr) => expr switch
    {
        ColumnExpr column => row[column.Column],
        LiteralExpr literal => literal.Value,
        ArithmeticExpr arithmetic => Arithmetic(arithmetic),
        NegateExpr negate => Negate(Evaluate(negate.Operand)),
        CompareExpr compare => Compare(compare.Operator, compare.Left, Evaluate(compare.Left), compare.Right, Evaluate(compare.Right)),
        LogicalExpr logical => Logical(logical),
        NotExpr not => Evaluate(not.Operand) is bool truth ? !truth : null,
        IsNullExpr test => Evaluate(test.Operand) is null != test.Negated,
        IsTruthExpr test => (Evaluate(test.Operand) is bool truth && truth == test.Truth) != test.Negated,
        IsDistinctExpr distinct => Distinct(distinct) != distinct.Negated,
        CaseExpr choice => Case(choice),
        CastExpr cast => Cast(cast),
        InExpr contained => In(contained),
        CallExpr call => s_calls.GetOrAdd(call.Function, BoxedCall.Of).Invoke(
            [.. call.Arguments.Select(Evaluate)], [.. call.Arguments.Select(a => a.Type)], call.Type, context),
        ConstructorExpr { Type: MapType } map => Enumerable.Range(0, map.Items.Count / 2)
            .Select(at => KeyValuePair.Create(Evaluate(map.Items[2 * at]), Evaluate(map.Items[(2 * at) + 1]))).ToArray(),
        ConstructorExpr items => items.Items.Select(Evaluate).ToArray(),
        FieldExpr field => (Evaluate(field.Operand) as object?[])?[field.Field],
        ItemExpr item => Item(item),
        _ => throw new UnreachableException($"oracle: {expr.GetType().Name}"),
    };

    private object? Arithmetic(ArithmeticExpr expr)
    {
        object? left = Evaluate(expr.Left);
        object? right = Evaluate(expr.Right);
        if (left is null || right is null)
        {
            return null;
        }

        return expr.Type switch
        {
            DecimalType type => Decimal(expr.Operator, Decimal(expr.Left.Type, left), Decimal(expr.Right.Type, right), type),
            FloatingType { Width: 4 } => (float)Floating(expr.Operator, Convert.ToSingle(left), Convert.ToSingle(right)),
            FloatingType => Floating(expr.Operator, Convert.ToDouble(left), Convert.ToDouble(right)),
            _ => Stored(expr.Type, Integer(expr.Operator, Convert.ToInt64(left), Convert.ToInt64(right))),
        };
    }

    private static object? Decimal(ArithmeticOperator op, SqlDecimal left, SqlDecimal right, DecimalType type)
    {
        SqlDecimal result;
        bool fits = op switch
        {
            ArithmeticOperator.Add => DecimalMath.TryAdd(left, right, type.Precision, type.Scale, out result),
            ArithmeticOperator.Subtract => DecimalMath.TrySubtract(left, right, type.Precision, type.Scale, out result),
            ArithmeticOperator.Multiply => DecimalMath.TryMultiply(left, right, type.Precision, type.Scale, out result),
            ArithmeticOperator.Divide => DecimalMath.TryDivide(left, right, type.Precision, type.Scale, out result),
            _ => DecimalMath.TryModulo(left, right, type.Precision, type.Scale, out result),
        };
        return !fits ? null
            : type.Physical == PhysicalType.Int64 ? (object)(long)result.Unscaled
            : result.Unscaled;
    }

    private static double Floating(ArithmeticOperator op, double left, double right) => op switch
    {
        ArithmeticOperator.Add => left + right,
        ArithmeticOperator.Subtract => left - right,
        ArithmeticOperator.Multiply => left * right,
        ArithmeticOperator.Divide => left / right,
        _ => left % right,
    };

    private static long Integer(ArithmeticOperator op, long left, long right)
    {
        if (op is ArithmeticOperator.Divide or ArithmeticOperator.Modulo)
        {
            if (right == 0)
            {
                throw new QueryException("FLS6002", "division by zero");
            }

            // The least value divided by -1 wraps.
            return right == -1
                ? op == ArithmeticOperator.Divide ? unchecked(-left) : 0
                : op == ArithmeticOperator.Divide ? left / right : left % right;
        }

        return unchecked(op switch
        {
            ArithmeticOperator.Add => left + right,
            ArithmeticOperator.Subtract => left - right,
            _ => left * right,
        });
    }

    // Back to the width of the type: too large a value wraps.
    private static object Stored(DataType type, long value) => type.Physical switch
    {
        PhysicalType.Int8 => (object)unchecked((sbyte)value),
        PhysicalType.Int16 => unchecked((short)value),
        PhysicalType.Int32 => unchecked((int)value),
        _ => value,
    };

    private static object? Negate(object? value) => unchecked(value switch
    {
        null => null,
        sbyte number => (object)(sbyte)-number,
        short number => (short)-number,
        int number => -number,
        long number => -number,
        Int128 number => -number,
        float number => -number,
        double number => -number,
        _ => throw new UnreachableException(),
    });

    private static object? Compare(CompareOperator op, Expr leftExpr, object? left, Expr rightExpr, object? right)
    {
        if (left is null || right is null)
        {
            return null;
        }

        if (left is float or double)
        {
            (double a, double b) = (Convert.ToDouble(left), Convert.ToDouble(right));
            return op switch
            {
                CompareOperator.Equal => a == b,
                CompareOperator.NotEqual => a != b,
                CompareOperator.Less => a < b,
                CompareOperator.LessOrEqual => a <= b,
                CompareOperator.Greater => a > b,
                _ => a >= b,
            };
        }

        int order = Order(leftExpr.Type, left, rightExpr.Type, right);
        return op switch
        {
            CompareOperator.Equal => order == 0,
            CompareOperator.NotEqual => order != 0,
            CompareOperator.Less => order < 0,
            CompareOperator.LessOrEqual => order <= 0,
            CompareOperator.Greater => order > 0,
            _ => order >= 0,
        };
    }

    private static int Order(DataType leftType, object left, DataType rightType, object right) => (left, right) switch
    {
        _ when leftType is DecimalType => Decimal(leftType, left).CompareTo(Decimal(rightType, right)),
        (string a, string b) => System.Text.Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(System.Text.Encoding.UTF8.GetBytes(b)),
        (byte[] a, byte[] b) => a.AsSpan().SequenceCompareTo(b),
        _ => ((IComparable)left).CompareTo(right),
    };

    // The operands from left to right; one that decides ends it.
    private object? Logical(LogicalExpr expr)
    {
        bool anyNull = false;
        foreach (Expr item in expr.Items)
        {
            switch (Evaluate(item))
            {
                case null:
                    anyNull = true;
                    break;
                case bool truth when truth != expr.IsAnd:
                    return truth;
            }
        }

        return anyNull ? null : expr.IsAnd;
    }

    private bool Distinct(IsDistinctExpr expr)
    {
        object? left = Evaluate(expr.Left);
        object? right = Evaluate(expr.Right);
        return left is null || right is null
            ? left is null != right is null
            : Compare(CompareOperator.NotEqual, expr.Left, left, expr.Right, right) is true;
    }

    private object? Case(CaseExpr expr)
    {
        foreach (CaseBranch branch in expr.Branches)
        {
            if (Evaluate(branch.Condition) is true)
            {
                return Evaluate(branch.Value);
            }
        }

        return Evaluate(expr.Else);
    }

    private object? Cast(CastExpr expr)
    {
        object? value = Evaluate(expr.Operand);
        if (value is null)
        {
            return null;
        }

        CastFunction cast = CastRegistry.Find(expr.Operand.Type, expr.Type)!;
        if (cast.IsIdentity)
        {
            return value;
        }

        BoxedCall call = s_casts.GetOrAdd(expr.Try ? cast.TryMethod : cast.Method, BoxedCall.Of);
        return call.TryInvoke([value], [expr.Operand.Type], expr.Type, context, out object? result) ? result
            : expr.Try || cast.NullOnFailure ? null
            : throw new QueryException("FLS6001", $"cannot cast {value} to {expr.Type}");
    }

    private object? In(InExpr expr)
    {
        object? value = Evaluate(expr.Operand);
        if (value is null)
        {
            return null;
        }

        bool anyNull = false;
        foreach (LiteralExpr candidate in expr.Values)
        {
            switch (Compare(CompareOperator.Equal, expr.Operand, value, candidate, candidate.Value))
            {
                case null:
                    anyNull = true;
                    break;
                case true:
                    return !expr.Negated;
            }
        }

        return anyNull ? null : expr.Negated;
    }

    private object? Item(ItemExpr expr)
    {
        object? collection = Evaluate(expr.Collection);
        object? index = Evaluate(expr.Index);
        return (collection, index) switch
        {
            (null, _) or (_, null) => null,
            (object?[] items, _) => Convert.ToInt64(index) is var at and >= 1 && at <= items.Length ? items[at - 1] : null,
            (KeyValuePair<object?, object?>[] entries, _) => entries.FirstOrDefault(entry => Equals(entry.Key, index)).Value,
            _ => throw new UnreachableException(),
        };
    }

    private static SqlDecimal Decimal(DataType type, object value) => Boxed.ToDecimal(value, type);
}
