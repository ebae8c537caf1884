using FlinkSql.Codegen.Expressions;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Codegen.Emitters;

/// <summary>The columns of a group that is emitted: its key, the results of its aggregates, and its window.</summary>
internal sealed class GroupScope(KeyStruct keys, StateStruct states, int aggregates, IReadOnlyList<WindowOutput> window)
    : KeyedScope(keys)
{
    protected override Fragment Result(int number, ColumnExpr column, Block block) => number < aggregates
        ? block.Remember(this, column, states.Result(number, block))
        : WindowBound.Read(window[number - aggregates].Property, column);
}
