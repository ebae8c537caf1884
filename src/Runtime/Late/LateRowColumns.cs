using FlinkSql.Columnar;

namespace FlinkSql.Runtime.Late;

/// <summary>
/// The columns of late rows: those of the operator's input, then what made each row late. A name that the input has
/// already gets <c>late_</c> before it.
/// </summary>
internal sealed class LateRowColumns
{
    public LateRowColumns(LateRowShape shape)
    {
        List<Field> fields = [];
        foreach (Field field in shape.Columns.Fields)
        {
            fields.Add(field with { Name = Unused(field.Name, fields, name => name + "_again") });
        }

        Inputs = fields.Count;
        Kind = shape.Changes ? Add(fields, "late_kind", DataTypes.String.NotNull()) : -1;
        Operator = Add(fields, "late_operator", DataTypes.String.NotNull());
        Watermark = Add(fields, "late_watermark", DataTypes.Timestamp3);
        By = Add(fields, "late_by_ms", DataTypes.BigInt);
        WindowStart = Add(fields, "window_start", DataTypes.Timestamp3);
        WindowEnd = Add(fields, "window_end", DataTypes.Timestamp3);
        Schema = new Schema(fields.ToEquatable());
    }

    public Schema Schema { get; }

    /// <summary>How many columns the input of the operator has; they come first.</summary>
    public int Inputs { get; }

    /// <summary>Which kind of change the row is; -1 when all are +I.</summary>
    public int Kind { get; }

    public int Operator { get; }

    public int Watermark { get; }

    public int By { get; }

    public int WindowStart { get; }

    public int WindowEnd { get; }

    private static int Add(List<Field> fields, string name, DataType type)
    {
        fields.Add(new Field(Unused(name, fields, taken => "late_" + taken), type));
        return fields.Count - 1;
    }

    private static string Unused(string name, List<Field> fields, Func<string, string> another)
    {
        while (fields.Exists(field => field.Name == name))
        {
            name = another(name);
        }

        return name;
    }
}
