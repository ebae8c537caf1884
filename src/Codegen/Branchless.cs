using FlinkSql.Codegen.Expressions;
using FlinkSql.Columnar;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Physical;

namespace FlinkSql.Codegen;

/// <summary>
/// Finds the filters whose loop needs no branch: every row is written, and one that does not pass is overwritten by
/// the next. That is faster by far where a branch would be mispredicted, and only worth it where a row costs little.
/// </summary>
internal static class Branchless
{
    private const int MostColumns = 8;

    public static bool Suits(ChainUnit unit) =>
        !unit.InputChanges
        && unit.Before is [PhysicalCalc { Filter: { } filter } calc]
        && calc.Columns.Count <= MostColumns
        && IsCheap(filter)
        && calc.Columns.All(column => Carriers.IsFixed(column.Value.Type) && IsCheap(column.Value));

    // A few instructions that cannot fail, whatever stands in the place of a NULL.
    private static bool IsCheap(Expr expr) => expr.Operands.All(IsCheap) && expr switch
    {
        ColumnExpr column => Carriers.IsFixed(column.Type) || column.Type is BooleanType,
        LiteralExpr literal => literal.Value is not null && !Carriers.IsText(literal.Type) && !Carriers.IsBoxed(literal.Type),
        ArithmeticExpr arithmetic => arithmetic.Type is IntegerType or FloatingType && !ExprEmitter.MayFail(arithmetic),
        CompareExpr compare => Carriers.IsFixed(compare.Left.Type) && compare.Left.Type is not DecimalType,
        NegateExpr => expr.Type is IntegerType or FloatingType,
        LogicalExpr { Items.Count: <= 4 } or NotExpr or IsNullExpr => true,
        CastExpr cast => cast.Operand.Type is IntegerType && cast.Type is IntegerType or FloatingType,
        _ => false,
    };
}
