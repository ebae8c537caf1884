using System.Globalization;
using FlinkSql.Columnar;

namespace FlinkSql.Tests.Unit.Codegen;

/// <summary>
/// Batches as text and back: <c>+I 1 'a' NULL</c> is a row, <c>watermark 5000</c> a watermark between rows.
/// </summary>
internal static class Pictures
{
    public static RecordBatch Batch(Schema schema, BufferPool pool, params ReadOnlySpan<string> lines)
    {
        var builder = new BatchBuilder(schema, pool);
        foreach (string line in lines)
        {
            if (line.StartsWith("watermark ", StringComparison.Ordinal))
            {
                builder.AddMark(long.Parse(line[10..], CultureInfo.InvariantCulture));
                continue;
            }

            string[] parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            bool hasKind = RowKinds.TryParse(parts[0], out RowKind kind);
            string[] values = hasKind ? parts[1..] : parts;
            builder.AppendRow(
                hasKind ? kind : RowKind.Insert,
                [.. values.Select((value, column) => Parse(value, schema[column].Type))]);
        }

        return builder.Build();
    }

    public static IEnumerable<string> Of(RecordBatch batch)
    {
        var lines = new List<string>();
        int mark = 0;
        for (int row = 0; row <= batch.RowCount; row++)
        {
            for (; mark < batch.Marks.Length && batch.Marks[mark].Row == row; mark++)
            {
                lines.Add(Watermark(batch.Marks[mark].Time));
            }

            if (row < batch.RowCount)
            {
                IEnumerable<string> values = Enumerable.Range(0, batch.ColumnCount)
                    .Select(column => Print(batch.Column(column).GetValue(row)));
                lines.Add($"{batch.Kind(row).ToShortString()} {string.Join(" ", values)}");
            }
        }

        return lines;
    }

    public static string Watermark(long time) => time == long.MaxValue ? "watermark max" : $"watermark {time}";

    public static string Print(object? value) => value switch
    {
        null => "NULL",
        string text => $"'{text}'",
        byte[] bytes => $"x'{Convert.ToHexString(bytes)}'",
        bool truth => truth ? "TRUE" : "FALSE",
        object?[] items => $"[{string.Join(",", items.Select(Print))}]",
        KeyValuePair<object?, object?>[] entries =>
            $"{{{string.Join(",", entries.Select(entry => $"{Print(entry.Key)}={Print(entry.Value)}"))}}}",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static object? Parse(string text, DataType type)
    {
        if (text == "NULL")
        {
            return null;
        }

        return type.Physical switch
        {
            PhysicalType.Boolean => text == "TRUE",
            PhysicalType.Int8 => sbyte.Parse(text, CultureInfo.InvariantCulture),
            PhysicalType.Int16 => short.Parse(text, CultureInfo.InvariantCulture),
            PhysicalType.Int32 => int.Parse(text, CultureInfo.InvariantCulture),
            PhysicalType.Int64 => long.Parse(text, CultureInfo.InvariantCulture),
            PhysicalType.Int128 => Int128.Parse(text, CultureInfo.InvariantCulture),
            PhysicalType.Float32 => float.Parse(text, CultureInfo.InvariantCulture),
            PhysicalType.Float64 => double.Parse(text, CultureInfo.InvariantCulture),
            PhysicalType.Bytes => text.Trim('\''),
            _ => throw new ArgumentException($"{type} has no picture"),
        };
    }
}
