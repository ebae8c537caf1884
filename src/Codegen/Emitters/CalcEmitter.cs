using FlinkSql.Codegen.Expressions;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Physical;

namespace FlinkSql.Codegen.Emitters;

/// <summary>
/// Filter and projection: conditions drop the row, one after the other, and columns are computed where they are used.
/// </summary>
internal sealed class CalcEmitter : RowEmitter<PhysicalCalc>
{
    public override bool KeepsRows(PhysicalNode node, bool inputChanges) => node is PhysicalCalc { Filter: null };

    protected override RowScope Emit(PhysicalCalc node, RowScope row, RowLoop loop)
    {
        row.Announce(node.Columns.Select(column => column.Value).Concat(node.Filter is null ? [] : [node.Filter]));
        if (node.Filter is { } filter)
        {
            foreach (Expr condition in filter is LogicalExpr { IsAnd: true } all ? [.. all.Items] : new[] { filter })
            {
                loop.Filter(condition, row);
            }
        }

        return new CalcScope(row, node.Columns, loop.Exprs);
    }
}
