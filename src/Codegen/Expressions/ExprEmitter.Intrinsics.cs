using FlinkSql.Columnar;
using FlinkSql.Planner.Expressions;

namespace FlinkSql.Codegen.Expressions;

/// <summary>
/// Calls that are one C# operator on values as columns store them, so that nothing is converted: times in ms plus and
/// minus intervals, above all the watermark expression.
/// </summary>
internal sealed partial class ExprEmitter
{
    private Fragment? EmitIntrinsic(CallExpr call, RowScope scope, Block block)
    {
        string? symbol = call.Function.Name switch
        {
            "$PLUS" => "+",
            "$MINUS" => "-",
            _ => null,
        };
        if (symbol is null || call.Arguments is not [var left, var right] || !IsPlain(left.Type) || !IsPlain(right.Type))
        {
            return null;
        }

        Fragment first = Emit(left, scope, block);
        Fragment second = Emit(right, scope, block);
        return Fragment.Composite(
            Unchecked(call, $"{first.Operand} {symbol} {second.Operand}"), first.Null.Or(second.Null), Fragment.Max(first.Cost, second.Cost));
    }

    // A count of ms, in 64 bits.
    private static bool IsPlain(DataType type) =>
        type is TimestampType { Precision: <= 3 } or IntervalType { YearMonth: false };
}
