using FlinkSql.Planner.Expressions;

namespace FlinkSql.Codegen.Expressions;

/// <summary>The columns of a row, some of them replaced, with others behind them.</summary>
internal sealed class ExtendedScope(RowScope input, IReadOnlyDictionary<int, Func<Fragment>> columns) : RowScope
{
    public override Fragment Column(ColumnExpr column, Block block) =>
        columns.TryGetValue(column.Column, out Func<Fragment>? own) ? own() : input.Column(column, block);

    public override Fragment? Path(ColumnExpr column, IReadOnlyList<FieldExpr> fields, Block block) =>
        columns.ContainsKey(column.Column) ? null : input.Path(column, fields, block);

    public override int Source(int column) => columns.ContainsKey(column) ? -1 : input.Source(column);
}
