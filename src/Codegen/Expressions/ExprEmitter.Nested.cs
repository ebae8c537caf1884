using FlinkSql.Columnar;
using FlinkSql.Planner.Expressions;

namespace FlinkSql.Codegen.Expressions;

/// <summary>ARRAY, MAP and ROW values, and what they consist of.</summary>
internal sealed partial class ExprEmitter
{
    private Fragment EmitConstructor(ConstructorExpr expr, RowScope scope, Block block)
    {
        var items = new List<string>();
        foreach (Expr item in expr.Items)
        {
            items.Add(Box(item.Type, Emit(item, scope, block)));
        }

        string text;
        if (expr.Type is MapType)
        {
            IEnumerable<string> entries = items.Chunk(2).Select(pair => $"new({pair[0]}, {pair[1]})");
            text = $"new KeyValuePair<object?, object?>[] {{ {string.Join(", ", entries)} }}";
        }
        else
        {
            text = $"new object?[] {{ {string.Join(", ", items)} }}";
            if (expr.Type is MultisetType)
            {
                text = $"Nested.Multiset({text})";
            }
        }

        string local = block.Local(expr.Type is RowType ? "made" : "items");
        block.Line($"object? {local} = {text};");
        return Fragment.Atom(local);
    }

    private Fragment EmitField(FieldExpr expr, RowScope scope, Block block)
    {
        var path = new List<FieldExpr>();
        Expr at = expr;
        while (at is FieldExpr field)
        {
            path.Insert(0, field);
            at = field.Operand;
        }

        if (at is ColumnExpr column && scope.Path(column, path, block) is { } direct)
        {
            return direct;
        }

        if (expr.Operand is ConstructorExpr made)
        {
            return Emit(made.Items[expr.Field], scope, block);
        }

        Fragment row = Emit(expr.Operand, scope, block);
        string item = row.Null.IsNever
            ? $"((object?[]){row.Operand}!)[{expr.Field}]"
            : $"{row.Null.Operand} ? null : ((object?[]){row.Operand}!)[{expr.Field}]";
        return Unbox(expr.Type, Fragment.Composite(item, cost: Cost.Call), block, Hint(expr));
    }

    private Fragment EmitItem(ItemExpr expr, RowScope scope, Block block)
    {
        Fragment collection = Emit(expr.Collection, scope, block);
        Fragment index = Emit(expr.Index, scope, block);
        NullTest isNull = collection.Null.Or(index.Null);
        if (isNull.IsAlways)
        {
            return Fragment.Atom($"default({Carriers.Of(expr.Type)})", isNull);
        }

        string item = expr.Collection.Type is ArrayType
            ? $"Nested.Element({collection.Value}, {index.Value})"
            : $"Nested.Entry({collection.Value}, {Box(expr.Index.Type, index)})";
        string guarded = isNull.IsNever ? item : $"{isNull.Operand} ? null : {item}";
        return Unbox(expr.Type, Fragment.Composite(guarded, cost: Cost.Call), block, "item");
    }

    // The watermark beside the row: a loop that has one keeps it in this local.
    private static Fragment EmitCurrentWatermark(Block block)
    {
        block.Method.UsesWatermark = true;
        return Fragment.Atom("watermark", NullTest.When("watermarkNull"));
    }
}
