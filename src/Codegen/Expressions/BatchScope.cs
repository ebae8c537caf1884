using FlinkSql.Columnar;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Codegen.Expressions;

/// <summary>The columns of a batch, as spans taken before the loop and read by row.</summary>
internal sealed class BatchScope(PlanSchema schema) : RowScope
{
    /// <summary>The columns of the batch.</summary>
    public PlanSchema Schema { get; } = schema;

    public override Fragment Column(ColumnExpr column, Block block)
    {
        if (block.TryFind(this, column, out Fragment known))
        {
            return block.Refined(known);
        }

        string name = Schema[column.Column].Name;
        DataType type = Schema[column.Column].Type;
        string source = $"batch.Column({column.Column})";
        NullTest isNull = Null(block, name, type, $"batch.Validity({column.Column})", column.Column);
        Fragment value = Read(block, name, type, source, $"batch.", $"({column.Column})", isNull, IsShared(column));
        return block.Root.Remember(this, column, value);
    }

    public override Fragment? Path(ColumnExpr column, IReadOnlyList<FieldExpr> fields, Block block)
    {
        FieldExpr last = fields[^1];
        if (block.TryFind(this, last, out Fragment known))
        {
            return block.Refined(known);
        }

        string path = string.Join(", ", fields.Select(field => field.Field));
        string name = ((RowType)last.Operand.Type).Fields[last.Field].Name;
        DataType type = ((RowType)last.Operand.Type).Fields[last.Field].Type;
        string source = $"Nested.Field(batch.Column({column.Column}), {path})";
        NullTest isNull = NullTest.Never;
        if (Schema[column.Column].Type.Nullable || fields.Any(field => field.Type.Nullable))
        {
            string child = block.Method.Hoist(name, "Column", source);
            block.Method.NullConditions.Add($"Nested.HasNulls(batch.Column({column.Column}), {path})");
            string test = block.Root.Local(name + "Null");
            string tested = string.Join(" || ", Validities(column, fields, block, child)
                .Select(valid => $"TValidity.IsNull({valid}, row)"));
            block.Root.Line($"bool {test} = {tested};");
            isNull = NullTest.When(test);
        }

        Fragment value = Read(block, name, type, source, "", "", isNull, shared: true);
        return block.Root.Remember(this, last, value);
    }

    public override int Source(int column) => column;

    private static IEnumerable<string> Validities(
        ColumnExpr column, IReadOnlyList<FieldExpr> fields, Block block, string child)
    {
        if (column.Type.Nullable)
        {
            yield return block.Method.Hoist(column.Name + "Valid", "Bits", $"batch.Validity({column.Column})");
        }

        for (int depth = 1; depth < fields.Count; depth++)
        {
            string path = string.Join(", ", fields.Take(depth).Select(field => field.Field));
            yield return block.Method.Hoist(
                child + "Valid", "Bits", $"Nested.Field(batch.Column({column.Column}), {path}).Validity");
        }

        yield return block.Method.Hoist(child + "Valid", "Bits", $"{child}.Validity");
    }

    private static NullTest Null(Block block, string name, DataType type, string validity, int column)
    {
        if (type.Physical == PhysicalType.Null)
        {
            return NullTest.Always;
        }

        if (!type.Nullable)
        {
            return NullTest.Never;
        }

        block.Method.NullableColumns.Add(column);
        string valid = block.Method.Hoist(name + "Valid", "Bits", validity);
        string test = block.Root.Local(name + "Null");
        block.Root.Line($"bool {test} = TValidity.IsNull({valid}, row);");
        return NullTest.When(test);
    }

    // Reads a column that is either batch.Values<T>(3) or a column object found by a path.
    private static Fragment Read(
        Block block, string name, DataType type, string source, string batch, string index, NullTest isNull, bool shared)
    {
        bool direct = batch.Length != 0;
        if (Carriers.IsFixed(type))
        {
            string item = Carriers.Fixed(type.Physical);
            string values = block.Method.Hoist(name, $"Cells<{item}>", direct
                ? $"{batch}Cells<{item}>{index}"
                : $"new Cells<{item}>(((FixedColumn<{item}>){source}).Values, batch.RowCount)");
            return Fragment.Atom($"{values}[row]", isNull);
        }

        switch (type.Physical)
        {
            case PhysicalType.Null:
                return Fragment.Atom("default(object)", isNull);
            case PhysicalType.Boolean:
                string bits = block.Method.Hoist(name, "Bits", direct
                    ? $"{batch}Booleans{index}"
                    : $"((BooleanColumn){source}).Values");
                return Fragment.Atom($"{bits}[row]", isNull);
            case PhysicalType.Bytes:
                string view = block.Method.Hoist(name, "BytesView", direct
                    ? $"{batch}Bytes{index}"
                    : $"((BytesColumn){source}).Values");
                return shared ? Declared(block, name, Carriers.Text, $"{view}[row]", isNull) : Fragment.Atom($"{view}[row]", isNull);
            default:
                string column = block.Method.Hoist(name, "Column", source);
                return Declared(block, name, "object?", $"{column}.GetValue(row)", isNull);
        }
    }

    private static Fragment Declared(Block block, string name, string type, string value, NullTest isNull)
    {
        string local = block.Root.Local(name + "Value");
        block.Root.Line($"{type} {local} = {value};");
        return Fragment.Atom(local, isNull);
    }
}
