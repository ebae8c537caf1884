using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Codegen.Expressions;

/// <summary>A row whose columns are known: those of another row, computed before it is repeated, and further ones.</summary>
/// <param name="input">The other row.</param>
/// <param name="columns">The columns.</param>
/// <param name="unchanged">How many of the first columns are those of the other row as they are.</param>
internal sealed class RepeatedRow(RowScope input, Fragment[] columns, int unchanged) : RowScope
{
    /// <summary>The columns of a row as names, so that a loop over them computes nothing twice.</summary>
    public static Fragment[] Columns(PlanSchema schema, RowScope row, RowLoop loop)
    {
        ColumnExpr[] references = [.. Enumerable.Range(0, schema.Count)
            .Select(column => RowClassEmitter.Reference(schema, column))];
        row.Announce(references);
        return [.. references.Select(column => Evaluated(column, row.Column(column, loop.Body), loop.Body))];
    }

    public override Fragment Column(ColumnExpr column, Block block) => columns[column.Column];

    public override Fragment? Path(ColumnExpr column, IReadOnlyList<FieldExpr> fields, Block block) =>
        column.Column < unchanged ? input.Path(column, fields, block) : null;

    public override int Source(int column) => column < unchanged ? input.Source(column) : -1;

    private static Fragment Evaluated(ColumnExpr column, Fragment value, Block block) =>
        value.IsName || (value.Cost == Cost.Free && value.Shape == Shape.Atom)
            ? value
            : ExprEmitter.Named(column.Type, value, block, column.Name);
}
