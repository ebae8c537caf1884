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
        if (call.Function.Name == "$LIKE")
        {
            return EmitLike(call, scope, block);
        }

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

    // A pattern known beforehand that has % at its ends only is one search.
    private Fragment? EmitLike(CallExpr call, RowScope scope, Block block)
    {
        if (call.Arguments is not [var operand, LiteralExpr { Value: string pattern }]
            || pattern.AsSpan().IndexOfAny('_', '\\') >= 0
            || pattern.AsSpan().Trim('%').Contains('%'))
        {
            return null;
        }

        string text = pattern.Trim('%');
        bool open = pattern.EndsWith('%'), preceded = pattern.StartsWith('%');
        string method = (preceded, open) switch
        {
            (false, false) => "SequenceEqual({0})",
            (false, true) => "StartsWith({0})",
            (true, false) => "EndsWith({0})",
            _ => "IndexOf({0}) >= 0",
        };
        Fragment value = Emit(operand, scope, block);
        if (value.Null.IsAlways)
        {
            return null;
        }

        string found = string.Format(
            System.Globalization.CultureInfo.InvariantCulture, method, TextConstant(owner.Constants.Add(text), block));
        string test = $"{value.Operand}.{found}";
        return preceded && open
            ? Fragment.Comparison(test, value.Null, Fragment.Max(Cost.Safe, value.Cost))
            : Fragment.Atom(test, value.Null, Fragment.Max(Cost.Safe, value.Cost));
    }

    // A count of ms, in 64 bits.
    private static bool IsPlain(DataType type) =>
        type is TimestampType { Precision: <= 3 } or IntervalType { YearMonth: false };
}
