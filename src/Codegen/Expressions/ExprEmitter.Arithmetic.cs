using FlinkSql.Codegen.Text;
using FlinkSql.Columnar;
using FlinkSql.Functions;
using FlinkSql.Planner.Expressions;

namespace FlinkSql.Codegen.Expressions;

/// <summary>Arithmetic: integers wrap, division by zero fails, a decimal that does not fit is NULL.</summary>
internal sealed partial class ExprEmitter
{
    private Fragment EmitArithmetic(ArithmeticExpr expr, RowScope scope, Block block)
    {
        Fragment left = Emit(expr.Left, scope, block);
        Fragment right = Emit(expr.Right, scope, block);
        NullTest isNull = left.Null.Or(right.Null);
        if (expr.Type is DecimalType result)
        {
            return DecimalArithmetic(expr, result, left, right, block);
        }

        if (Fails(expr))
        {
            string method = (expr.Operator == ArithmeticOperator.Divide ? "Division." : "Modulo.") + IntegerName(expr.Type);
            owner.File.Name(expr.Operator == ArithmeticOperator.Divide ? typeof(Division) : typeof(Modulo));
            return Strict(Carriers.Of(expr.Type), $"{method}({left.Value}, {right.Value})", isNull, Cost.Call, block, Hint(expr))
                with
            { Shape = Shape.Atom };
        }

        string text = $"{left.Operand} {ExprPrinter.Symbol(expr.Operator)} {right.Operand}";
        if (Carriers.IsNarrow(expr.Type))
        {
            text = $"({Carriers.Of(expr.Type)})({text})";
        }

        text = Unchecked(expr, text);
        return Strict(Carriers.Of(expr.Type), text, isNull, Fragment.Max(left.Cost, right.Cost), block, Hint(expr));
    }

    private Fragment EmitNegate(NegateExpr expr, RowScope scope, Block block)
    {
        Fragment operand = Emit(expr.Operand, scope, block);
        string text = Carriers.IsNarrow(expr.Type)
            ? $"({Carriers.Of(expr.Type)})(-{operand.Operand})"
            : $"-{operand.Operand}";
        return Strict(Carriers.Of(expr.Type), Unchecked(expr, text), operand.Null, operand.Cost, block, "negative");
    }

    // The C# compiler computes constants itself, and would refuse to let them wrap; it has to know their type, too.
    private static string Unchecked(Expr expr, string text)
    {
        bool integer = expr.Type.Physical is PhysicalType.Int8 or PhysicalType.Int16 or PhysicalType.Int32 or PhysicalType.Int64;
        if (!integer || !IsConstant(expr))
        {
            return text;
        }

        bool widens = expr.Type.Physical == PhysicalType.Int64 && expr is not CastExpr;
        return $"unchecked({(widens ? "(long)" : "")}{text})";
    }

    private static bool IsConstant(Expr expr) =>
        expr is not (ColumnExpr or ProcTimeExpr or CurrentWatermarkExpr)
        && expr is not CallExpr { Function.Name: not ("$PLUS" or "$MINUS") }
        && expr.Operands.All(IsConstant);

    private Fragment DecimalArithmetic(
        ArithmeticExpr expr, DecimalType result, Fragment left, Fragment right, Block block)
    {
        (DecimalType leftType, DecimalType rightType) = ((DecimalType)expr.Left.Type, (DecimalType)expr.Right.Type);
        bool compact = leftType.Physical == PhysicalType.Int64 && rightType.Physical == PhysicalType.Int64
            && result.Physical == PhysicalType.Int64;
        if (compact && AlwaysFits(expr.Operator, leftType, rightType, result)
            && !(expr.Left is LiteralExpr && expr.Right is LiteralExpr))
        {
            return PlainDecimal(expr.Operator, leftType, rightType, left, right);
        }

        if (expr.Operator == ArithmeticOperator.Multiply && result.Physical == PhysicalType.Int128
            && AlwaysFits(expr.Operator, leftType, rightType, result) && FitsInt64(expr.Left) && FitsInt64(expr.Right))
        {
            return Fragment.Atom(
                $"Math.BigMul({Narrowed(leftType, left)}, {Narrowed(rightType, right)})",
                left.Null.Or(right.Null),
                Fragment.Max(left.Cost, right.Cost));
        }

        string cast = compact || leftType.Physical == PhysicalType.Int128 ? "" : "(Int128)";
        string outType = compact ? "long" : "Int128";
        string method = expr.Operator switch
        {
            ArithmeticOperator.Add => "TryAdd",
            ArithmeticOperator.Subtract => "TrySubtract",
            ArithmeticOperator.Multiply => "TryMultiply",
            ArithmeticOperator.Divide => "TryDivide",
            _ => "TryModulo",
        };
        owner.File.Name(typeof(DecimalMath));
        string hint = Hint(expr);
        Fragment computed = TryCall(
            outType,
            value => $"DecimalMath.{method}({cast}{left.Operand}, {leftType.Scale}, {right.Value}, {rightType.Scale}, "
                + $"{result.Precision}, {result.Scale}, out {value})",
            left.Null.Or(right.Null),
            block,
            hint);
        return compact || result.Physical == PhysicalType.Int128
            ? computed
            : computed with { Value = $"(long){computed.Value}", Shape = Shape.Composite };
    }

    // Neither too many digits for the result, nor digits to be rounded away, whatever the operands are.
    private static bool AlwaysFits(ArithmeticOperator operation, DecimalType left, DecimalType right, DecimalType result)
    {
        switch (operation)
        {
            case ArithmeticOperator.Add or ArithmeticOperator.Subtract:
                int scale = Math.Max(left.Scale, right.Scale);
                int whole = Math.Max(left.Precision - left.Scale, right.Precision - right.Scale) + 1;
                return result.Scale == scale && result.Precision - scale >= whole;
            case ArithmeticOperator.Multiply:
                return result.Scale == left.Scale + right.Scale && result.Precision >= left.Precision + right.Precision;
            default:
                return false;
        }
    }

    private static bool FitsInt64(Expr decimalValue) =>
        decimalValue.Type.Physical == PhysicalType.Int64
        || decimalValue is CastExpr { Operand.Type: IntegerType, Type: DecimalType { Scale: 0 } };

    private static string Narrowed(DecimalType type, Fragment value) =>
        type.Physical == PhysicalType.Int64 ? value.Value : $"(long){value.Operand}";

    // Scaled integers: sums are of one scale, and a product has both.
    private static Fragment PlainDecimal(
        ArithmeticOperator operation, DecimalType leftType, DecimalType rightType, Fragment left, Fragment right)
    {
        NullTest isNull = left.Null.Or(right.Null);
        Cost cost = Fragment.Max(left.Cost, right.Cost);
        if (operation == ArithmeticOperator.Multiply)
        {
            return Fragment.Composite($"{left.Operand} * {right.Operand}", isNull, cost);
        }

        int scale = Math.Max(leftType.Scale, rightType.Scale);
        string symbol = operation == ArithmeticOperator.Add ? "+" : "-";
        return Fragment.Composite($"{Scaled(left, scale - leftType.Scale)} {symbol} {Scaled(right, scale - rightType.Scale)}", isNull, cost);
    }

    private static string Scaled(Fragment value, int digits) =>
        digits == 0 ? value.Operand : $"({value.Operand} * {Literals.Of((long)Math.Pow(10, digits))})";

    private static string IntegerName(DataType type) => type.Physical switch
    {
        PhysicalType.Int8 => "Int8",
        PhysicalType.Int16 => "Int16",
        PhysicalType.Int32 => "Int32",
        _ => "Int64",
    };
}
