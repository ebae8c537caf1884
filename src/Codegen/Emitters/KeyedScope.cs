using FlinkSql.Codegen.Expressions;
using FlinkSql.Planner.Expressions;

namespace FlinkSql.Codegen.Emitters;

/// <summary>The columns of what is emitted of a group: its key first, then what the emitter makes of the group.</summary>
internal abstract class KeyedScope(KeyStruct keys) : RowScope
{
    public sealed override Fragment Column(ColumnExpr column, Block block)
    {
        if (block.TryFind(this, column, out Fragment known))
        {
            return known;
        }

        if (column.Column >= keys.Count)
        {
            return Result(column.Column - keys.Count, column, block);
        }

        Fragment key = keys.Read(column.Column, block);
        return key.Cost != Cost.Free && IsShared(column)
            ? ExprEmitter.Declare(this, column, key, block, column.Name)
            : key;
    }

    /// <summary>A column behind the key, counted from there.</summary>
    protected abstract Fragment Result(int number, ColumnExpr column, Block block);
}
