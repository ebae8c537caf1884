using FlinkSql.Codegen.Text;
using FlinkSql.Columnar;
using FlinkSql.Functions;
using FlinkSql.Planner.Expressions;

namespace FlinkSql.Codegen.Expressions;

/// <summary>Comparisons, IN and IS DISTINCT FROM.</summary>
internal sealed partial class ExprEmitter
{
    // Beyond this an IN list of numbers is looked up instead of compared one by one.
    private const int SpelledOutValues = 4;

    private Fragment EmitCompare(CompareExpr expr, RowScope scope, Block block)
    {
        Fragment left = Emit(expr.Left, scope, block);
        Fragment right = Emit(expr.Right, scope, block);
        return Compare(expr.Operator, expr.Left.Type, left, expr.Right.Type, right);
    }

    /// <summary>Compares two values; safe to evaluate where they are NULL.</summary>
    private Fragment Compare(
        CompareOperator op, DataType leftType, Fragment left, DataType rightType, Fragment right)
    {
        NullTest isNull = left.Null.Or(right.Null);
        Cost cost = Fragment.Max(left.Cost, right.Cost);
        string symbol = op switch
        {
            CompareOperator.Equal => "==",
            CompareOperator.NotEqual => "!=",
            _ => ExprPrinter.Symbol(op),
        };
        if (leftType is DecimalType a && rightType is DecimalType b && a.Scale != b.Scale)
        {
            owner.File.Name(typeof(DecimalMath));
            string wide = a.Physical == b.Physical ? "" : "(Int128)";
            string order = $"DecimalMath.Compare({wide}{left.Operand}, {a.Scale}, {wide}{right.Operand}, {b.Scale})";
            return Fragment.Comparison($"{order} {symbol} 0", isNull, Fragment.Max(cost, Cost.Safe));
        }

        if (leftType is TimestampType early && rightType is TimestampType late
            && early.UnitsPerSecond != late.UnitsPerSecond)
        {
            return Fragment.Comparison(
                $"{Carriers.ToFunction(early, left.Value)}.CompareTo({Carriers.ToFunction(late, right.Value)}) {symbol} 0",
                isNull, Fragment.Max(cost, Cost.Safe));
        }

        if (Carriers.IsText(leftType))
        {
            bool equality = op is CompareOperator.Equal or CompareOperator.NotEqual;
            string text = equality
                ? $"{(op == CompareOperator.NotEqual ? "!" : "")}{left.Operand}.SequenceEqual({right.Value})"
                : $"{left.Operand}.SequenceCompareTo({right.Value}) {symbol} 0";
            return new Fragment(
                text, isNull, equality && op == CompareOperator.Equal ? Shape.Atom : Shape.Comparison,
                Fragment.Max(cost, Cost.Safe));
        }

        if (Carriers.IsBoxed(leftType))
        {
            string text = $"BoxedOrder.Compare({left.Value}, {right.Value}) {symbol} 0";
            return Fragment.Comparison(text, isNull, Fragment.Max(cost, Cost.Safe));
        }

        return leftType is BooleanType && op is not (CompareOperator.Equal or CompareOperator.NotEqual)
            ? Fragment.Comparison($"{left.Operand}.CompareTo({right.Value}) {symbol} 0", isNull, cost)
            : Fragment.Comparison($"{left.Operand} {symbol} {right.Operand}", isNull, cost);
    }

    private Fragment EmitIsDistinct(IsDistinctExpr expr, RowScope scope, Block block)
    {
        Fragment left = Named(expr.Left.Type, Emit(expr.Left, scope, block), block, "left");
        Fragment right = Named(expr.Right.Type, Emit(expr.Right, scope, block), block, "right");
        string differs = Compare(CompareOperator.NotEqual, expr.Left.Type, left, expr.Right.Type, right).Operand;
        string equal = Compare(CompareOperator.Equal, expr.Left.Type, left, expr.Right.Type, right).Operand;
        string text = (left.Null.IsNever, right.Null.IsNever) switch
        {
            (true, true) => expr.Negated ? equal : differs,
            (false, true) => expr.Negated ? $"{left.Null.Not} && {equal}" : $"{left.Null.Operand} || {differs}",
            (true, false) => expr.Negated ? $"{right.Null.Not} && {equal}" : $"{right.Null.Operand} || {differs}",
            _ when expr.Negated => $"{left.Null.Operand} == {right.Null.Operand} && ({left.Null.Operand} || {equal})",
            _ => $"{left.Null.Operand} != {right.Null.Operand} || ({left.Null.Not} && {differs})",
        };
        return Fragment.Composite(text);
    }

    private Fragment EmitIn(InExpr expr, RowScope scope, Block block)
    {
        Fragment operand = Named(expr.Operand.Type, Emit(expr.Operand, scope, block), block, "value");
        LiteralExpr[] values = [.. expr.Values.Where(value => value.Value is not null)];
        string found = values.Length == 0 ? "false" : Contains(expr.Operand.Type, operand, values, block);
        bool listHasNull = values.Length != expr.Values.Count;
        if (!listHasNull)
        {
            return Fragment.Composite(expr.Negated ? $"!({found})" : found, operand.Null, Cost.Safe);
        }

        // Not found among the values, but NULL might have been it.
        string local = block.Local("found");
        block.Line($"bool {local} = {operand.Null.Not} && ({found});");
        return Fragment.Atom(Literals.Of(!expr.Negated), NullTest.When("!" + local));
    }

    private string Contains(DataType type, Fragment operand, LiteralExpr[] values, Block block)
    {
        if (Carriers.IsText(type))
        {
            byte[][] texts = [.. values.Select(value => value.Value as byte[] ?? System.Text.Encoding.UTF8.GetBytes((string)value.Value!))];
            int number = owner.Constants.AddObject(texts);
            return $"{owner.ConstantField("texts", "TextSet", $"constants.Texts({number})")}.Contains({operand.Value})";
        }

        bool whole = type.Physical is PhysicalType.Int8 or PhysicalType.Int16 or PhysicalType.Int32 or PhysicalType.Int64;
        if (whole && values.Length > SpelledOutValues && values.All(value => value.Type.SameIgnoringNullability(type)))
        {
            int number = owner.Constants.AddObject(values.Select(value => Convert.ToInt64(value.Value)).ToArray());
            return $"{owner.ConstantField("numbers", "HashSet<long>", $"constants.Numbers({number})")}.Contains({operand.Value})";
        }

        return string.Join(" || ", values.Select(value =>
            Compare(CompareOperator.Equal, type, operand, value.Type, EmitLiteral(value, block)).Value));
    }
}
