using FlinkSql.Codegen.Expressions;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Codegen.Emitters;

/// <summary>The columns of a change of a group: its key, its results, and its window where it has one.</summary>
internal sealed class ChangeScope(KeyStruct keys, ValuesStruct values, int aggregates, IReadOnlyList<WindowOutput> window)
    : KeyedScope(keys)
{
    protected override Fragment Result(int number, ColumnExpr column, Block block) => number < aggregates
        ? values.Read(number)
        : WindowBound.Read(window[number - aggregates].Property, column);
}
