using FlinkSql.Codegen.Expressions;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Codegen.Emitters;

/// <summary>The columns of a group that is emitted: its key, the results of its aggregates, and its window.</summary>
internal sealed class GroupScope(KeyStruct keys, StateStruct states, int aggregates, IReadOnlyList<WindowOutput> window)
    : RowScope
{
    public override Fragment Column(ColumnExpr column, Block block)
    {
        if (block.TryFind(this, column, out Fragment known))
        {
            return known;
        }

        if (column.Column < keys.Count)
        {
            Fragment key = keys.Read(column.Column, block);
            return key.Cost != Cost.Free && IsShared(column)
                ? ExprEmitter.Declare(this, column, key, block, column.Name)
                : key;
        }

        int call = column.Column - keys.Count;
        if (call < aggregates)
        {
            return block.Remember(this, column, states.Result(call, block));
        }

        return WindowBound.Read(window[call - aggregates].Property, column);
    }
}
