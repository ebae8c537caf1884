using FlinkSql.Columnar;
using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Types;

namespace FlinkSql.Planner.Binding;

/// <summary>Infix and prefix operators.</summary>
internal sealed partial class ExpressionBinder
{
    private Expr? BindBinary(BinarySyntax top)
    {
        if (top.Operator is BinaryOperator.And or BinaryOperator.Or)
        {
            return BindLogical(top);
        }

        // Chains lean to the left and may be thousands of operators long: no recursion along them.
        var chain = new Stack<BinarySyntax>();
        ExpressionSyntax start = top;
        while (start is BinarySyntax { Operator: not (BinaryOperator.And or BinaryOperator.Or) } binary)
        {
            chain.Push(binary);
            start = binary.Left;
        }

        if (top.Operator is BinaryOperator.Overlaps)
        {
            return BindOverlaps(top);
        }

        Expr? value = Bind(start);
        foreach (BinarySyntax binary in chain)
        {
            Expr? right = Bind(binary.Right);
            SourceSpan span = environment.SpanOf(binary);
            value = value is null || right is null ? null : Combine(binary.Operator, value, right, span);
            if (value is not null)
            {
                value = value with { Span = span };
            }
        }

        return value;
    }

    private Expr? BindLogical(BinarySyntax top)
    {
        var operands = new Stack<ExpressionSyntax>();
        ExpressionSyntax left = top;
        while (left is BinarySyntax binary && binary.Operator == top.Operator)
        {
            operands.Push(binary.Right);
            left = binary.Left;
        }

        operands.Push(left);
        bool isAnd = top.Operator is BinaryOperator.And;
        var items = new List<Expr>(operands.Count);
        bool complete = true;
        foreach (ExpressionSyntax operand in operands)
        {
            Expr? item = BindCondition(operand, isAnd ? "AND" : "OR");
            complete &= item is not null;
            if (item is LogicalExpr logical && logical.IsAnd == isAnd)
            {
                items.AddRange(logical.Items);
            }
            else if (item is not null)
            {
                items.Add(item);
            }
        }

        return complete ? new LogicalExpr(isAnd, items.ToEquatable()) : null;
    }

    private Expr? Combine(BinaryOperator op, Expr left, Expr right, SourceSpan span) => op switch
    {
        BinaryOperator.Equal => Compare(CompareOperator.Equal, left, right, span),
        BinaryOperator.NotEqual => Compare(CompareOperator.NotEqual, left, right, span),
        BinaryOperator.Less => Compare(CompareOperator.Less, left, right, span),
        BinaryOperator.LessOrEqual => Compare(CompareOperator.LessOrEqual, left, right, span),
        BinaryOperator.Greater => Compare(CompareOperator.Greater, left, right, span),
        BinaryOperator.GreaterOrEqual => Compare(CompareOperator.GreaterOrEqual, left, right, span),
        BinaryOperator.Add => Arithmetic(ArithmeticOperator.Add, left, right, span),
        BinaryOperator.Subtract => Arithmetic(ArithmeticOperator.Subtract, left, right, span),
        BinaryOperator.Multiply => Arithmetic(ArithmeticOperator.Multiply, left, right, span),
        BinaryOperator.Divide => Arithmetic(ArithmeticOperator.Divide, left, right, span),
        BinaryOperator.Modulo => Arithmetic(ArithmeticOperator.Modulo, left, right, span),
        BinaryOperator.Concat => Call(OperatorNames.Concat, [left, right], span, "||"),
        _ => throw new InvalidOperationException($"binder: {op} is not a known operator"),
    };

    private Expr? Compare(CompareOperator op, Expr left, Expr right, SourceSpan span)
    {
        bool equality = op is CompareOperator.Equal or CompareOperator.NotEqual;
        if (left is ConstructorExpr { Type: RowType } && right is ConstructorExpr { Type: RowType } && equality)
        {
            return CompareRows(op, left.Operands, right.Operands, span);
        }

        if (Unify(ref left, ref right) && (equality || TypeCoercion.IsOrdered(left.Type)))
        {
            return new CompareExpr(op, left, right) { Span = span };
        }

        return Fail(BinderErrors.OperatorTypes(span, ExprPrinter.Symbol(op), [left.Type, right.Type]));
    }

    // (a, b) = (c, d) is a = c AND b = d.
    private Expr? CompareRows(CompareOperator op, IReadOnlyList<Expr> left, IReadOnlyList<Expr> right, SourceSpan span)
    {
        if (left.Count != right.Count)
        {
            return Fail(BinderErrors.RowSizes(span, left.Count, right.Count));
        }

        Expr?[] pairs = [.. left.Zip(right, (a, b) => Compare(CompareOperator.Equal, a, b, span))];
        if (pairs.Any(pair => pair is null))
        {
            return null;
        }

        Expr all = ExprTree.And(pairs!) ?? new LiteralExpr(true, DataTypes.Boolean.NotNull());
        return op is CompareOperator.Equal ? all : new NotExpr(all);
    }

    /// <summary>Brings both sides of a comparison to one type; false when there is none.</summary>
    private static bool Unify(ref Expr left, ref Expr right)
    {
        if (TypeCoercion.Comparison(left.Type, right.Type) is not { } common)
        {
            return false;
        }

        // Two bare NULLs have no type at all; any will do.
        common = common is NullType ? DataTypes.Boolean : common;
        left = Coerce.ToFamily(left, common);
        right = Coerce.ToFamily(right, common);
        return true;
    }

    private Expr? BindUnary(UnarySyntax unary)
    {
        if (unary is { Operator: UnaryOperator.Minus, Operand: LiteralSyntax number }
            && Literals().BindNegative(number) is { } negative)
        {
            return negative;
        }

        if (unary.Operator is UnaryOperator.Not)
        {
            return BindCondition(unary.Operand, "NOT") is { } condition ? new NotExpr(condition) : null;
        }

        Expr? operand = Bind(unary.Operand);
        return operand switch
        {
            null => null,
            _ when !operand.Type.IsNumeric() && operand.Type is not IntervalType => Fail(BinderErrors.OperatorTypes(
                environment.SpanOf(unary), unary.Operator is UnaryOperator.Minus ? "-" : "+", [operand.Type])),
            _ when unary.Operator is UnaryOperator.Plus => operand,
            LiteralExpr { Value: long ms, Type: IntervalType } => new LiteralExpr(-ms, operand.Type),
            LiteralExpr { Value: int months, Type: IntervalType } => new LiteralExpr(-months, operand.Type),
            { Type: IntervalType } => Call(OperatorNames.Negate, [operand], environment.SpanOf(unary), "-"),
            _ => new NegateExpr(operand, operand.Type),
        };
    }
}
