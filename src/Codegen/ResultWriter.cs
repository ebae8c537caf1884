using FlinkSql.Codegen.Expressions;
using FlinkSql.Codegen.Text;
using FlinkSql.Columnar;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Codegen;

/// <summary>
/// Writes the columns of a row into builders: by index into space reserved for the whole batch, or appended row by
/// row where a row may become several or comes from state.
/// </summary>
internal sealed class ResultWriter(ClassScope owner, PlanSchema schema)
{
    private readonly string[] _builders = new string[schema.Count];

    /// <summary>Makes the fields that hold the builders; they come from <paramref name="source"/>.</summary>
    public void Declare(IEnumerable<int> columns, Func<int, string, string> source)
    {
        foreach (int column in columns)
        {
            string type = BuilderType(schema[column].Type);
            _builders[column] = owner.Field(schema[column].Name, type, "null!");
            owner.Opening.Line($"{_builders[column]} = {source(column, type)};");
        }
    }

    public string Builder(int column) => _builders[column];

    /// <summary>How a column of the builder <c>Result</c> is reached.</summary>
    public string OfResult(int column, string type) => schema[column].Type.Physical switch
    {
        PhysicalType.Boolean => $"Result.Boolean({column})",
        PhysicalType.Bytes => $"Result.Bytes({column})",
        _ when Carriers.IsFixed(schema[column].Type) =>
            $"Result.Fixed<{Carriers.Fixed(schema[column].Type.Physical)}>({column})",
        _ => $"Result.Column({column})",
    };

    /// <summary>Appends one column of the row.</summary>
    public void Write(int column, RowScope row, RowLoop loop) => Write(column, row, loop, null, new SourceWriter());

    /// <summary>
    /// Writes one column of the row: at <paramref name="index"/>, or appended when that is null. What follows a loop
    /// that writes by index goes into <paramref name="commits"/>.
    /// </summary>
    public void Write(int column, RowScope row, RowLoop loop, string? index, SourceWriter commits)
    {
        DataType type = schema[column].Type;
        Block block = loop.Body;
        var reference = new ColumnExpr(column, schema[column].Name, type);
        if (Carriers.IsBoxed(type) && row.Source(column) is int source and >= 0)
        {
            block.Line($"{_builders[column]}.AppendFrom(batch.Column({source}), row);");
            return;
        }

        Fragment value = row.Column(reference, block);
        if (index is null || !Carriers.IsFixed(type))
        {
            Append(_builders[column], value, type, block);
            return;
        }

        string span = loop.Method.Hoist(
            "out_" + schema[column].Name, $"Span<{Carriers.Fixed(type.Physical)}>",
            $"{_builders[column]}.Reserve(batch.RowCount)");
        if (value.Null.IsAlways)
        {
            block.Line($"{_builders[column]}.MarkNull({index});");
        }
        else
        {
            if (!value.Null.IsNever)
            {
                block.Line($"if ({value.Null.Condition}) {_builders[column]}.MarkNull({index});");
            }

            block.Line($"{span}[{index}] = {value.Value};");
        }

        string written = index switch { "row" => "batch.RowCount", "at" => "selected.Length", _ => index };
        commits.Line($"{_builders[column]}.Commit({written});");
    }

    private static void Append(string builder, Fragment value, DataType type, Block block)
    {
        if (value.Null.IsAlways)
        {
            block.Line($"{builder}.AppendNull();");
        }
        else if (Carriers.IsBoxed(type))
        {
            block.Line($"{builder}.AppendValue({value.Value});");
        }
        else if (value.Null.IsNever)
        {
            block.Line($"{builder}.Append({value.Value});");
        }
        else
        {
            block.Line($"if ({value.Null.Condition}) {builder}.AppendNull(); else {builder}.Append({value.Value});");
        }
    }

    private static string BuilderType(DataType type) => type.Physical switch
    {
        PhysicalType.Boolean => "BooleanBuilder",
        PhysicalType.Bytes => "BytesBuilder",
        _ when Carriers.IsFixed(type) => $"FixedBuilder<{Carriers.Fixed(type.Physical)}>",
        _ => "ColumnBuilder",
    };
}
