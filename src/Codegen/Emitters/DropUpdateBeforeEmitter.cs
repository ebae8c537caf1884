using FlinkSql.Codegen.Expressions;
using FlinkSql.Planner.Physical;

namespace FlinkSql.Codegen.Emitters;

/// <summary>Drops -U rows.</summary>
internal sealed class DropUpdateBeforeEmitter : RowEmitter<PhysicalDropUpdateBefore>
{
    public override bool KeepsRows(PhysicalNode node, bool inputChanges) => !inputChanges;

    protected override RowScope Emit(PhysicalDropUpdateBefore node, RowScope row, RowLoop loop)
    {
        if (loop.Kind is { } kind && !loop.HasPassed)
        {
            loop.Comment("drop -U", node);
            loop.DropWhere($"{kind} == RowKind.UpdateBefore");
        }

        return row;
    }
}
