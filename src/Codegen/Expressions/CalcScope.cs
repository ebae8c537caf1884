using FlinkSql.Columnar;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Codegen.Expressions;

/// <summary>Columns that are expressions over the columns of another row; each is computed where it is first needed.</summary>
internal sealed class CalcScope(RowScope input, EquatableArray<ProjectedColumn> columns, ExprEmitter exprs) : RowScope
{
    public override Fragment Column(ColumnExpr column, Block block)
    {
        if (block.TryFind(this, column, out Fragment known))
        {
            return known;
        }

        ProjectedColumn projected = columns[column.Column];
        Fragment value = exprs.EmitTop(projected.Value, input, block);
        if (!value.IsName && projected.Value is not ColumnExpr && IsShared(column))
        {
            return ExprEmitter.Declare(this, column, value, block, projected.Name);
        }

        return value;
    }

    public override Fragment? Path(ColumnExpr column, IReadOnlyList<FieldExpr> fields, Block block)
    {
        var path = new List<FieldExpr>(fields);
        Expr value = columns[column.Column].Value;
        while (value is FieldExpr field)
        {
            path.Insert(0, field);
            value = field.Operand;
        }

        return value is ColumnExpr below ? input.Path(below, path, block) : null;
    }

    public override int Source(int column) =>
        columns[column].Value is ColumnExpr below ? input.Source(below.Column) : -1;
}
