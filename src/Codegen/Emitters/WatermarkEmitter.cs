using FlinkSql.Codegen.Expressions;
using FlinkSql.Codegen.Text;
using FlinkSql.Columnar;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Physical;
using FlinkSql.Runtime.Operators;

namespace FlinkSql.Codegen.Emitters;

/// <summary>
/// Computes the watermark expression of every row; what becomes of it is the library's matter. The batch passes
/// unchanged, so nothing else is fused with it.
/// </summary>
internal sealed class WatermarkEmitter : ClassEmitter<PhysicalWatermark>
{
    public override string Suffix => "Watermark";

    public override bool FusesBefore => false;

    public override bool FusesAfter => false;

    protected override string Emit(PhysicalWatermark node, ChainUnit unit, ClassScope owner, EmitContext context)
    {
        NullRowtime nulls = node.NullTimes is { } asked ? Enum.Parse<NullRowtime>(asked.ToString()) : context.NullRowtime;
        if (node.Watermark is SourceWatermarkExpr)
        {
            return $"SourceWatermarkOperator(rowtimeColumn: {node.TimeColumn}, NullRowtime.{nulls})";
        }

        if (Delay(node) is long delay)
        {
            return $"DelayedWatermarkOperator(rowtimeColumn: {node.TimeColumn}, delay: {Literals.Of(delay)}, NullRowtime.{nulls}, "
                + $"onEvent: {Literals.Of(node.OnEvent)})";
        }

        var method = new MethodScope("watermarks");
        var loop = new RowLoop(owner, method, context);
        var row = new BatchScope(unit.InputSchema);
        row.Announce([node.Watermark]);
        Fragment value = loop.Exprs.EmitTop(node.Watermark, row, loop.Body);
        long perMillisecond = node.Watermark.Type is TimestampType time ? time.UnitsPerSecond / 1000 : 1;
        string watermark = perMillisecond == 1
            ? value.Value
            : $"TimeUnits.FloorDivide({value.Value}, {Literals.Of(perMillisecond)}, out _)";
        loop.Body.Line(value.Null.IsNever
            ? $"watermarks[row] = {watermark};"
            : $"watermarks[row] = {value.Null.Operand} ? long.MinValue : {watermark};");
        var body = new SourceWriter();
        SourceWriter statements = loop.Close();
        using (body.Block("for (int row = 0; row < watermarks.Length; row++)"))
        {
            RowClassEmitter.BeginRow(owner, body);
            body.Append(statements);
        }

        ClassWriter.Method(owner, new LoopMethod(
            "protected override", "void", "Compute", ["RecordBatch batch", "Span<long> watermarks"], method, body));
        return $"WatermarkAssignerOperator(rowtimeColumn: {node.TimeColumn}, NullRowtime.{nulls}, "
            + $"onEvent: {Literals.Of(node.OnEvent)})";
    }

    /// <summary>By how many ms the watermark lies behind the time column; null where it is another expression.</summary>
    private static long? Delay(PhysicalWatermark node) =>
        node.Watermark.Type is not TimestampType { UnitsPerSecond: 1000 } ? null : node.Watermark switch
        {
            ColumnExpr column when column.Column == node.TimeColumn => 0,
            CallExpr
            {
                Function.Name: "$MINUS",
                Arguments: [ColumnExpr column, LiteralExpr { Value: long and >= 0 and var delay, Type: IntervalType { YearMonth: false } }],
            }
                when column.Column == node.TimeColumn => delay,
            _ => null,
        };
}
