using System.Text;

namespace FlinkSql.Columnar;

/// <summary>
/// Batches as pictures, for tests and tools: one row a line, its kind first, watermarks as lines of their own.
/// <code>
/// id BIGINT, name STRING, at TIMESTAMP(3)
/// +I 1 'a' 2020-01-01 00:00:00.000
/// watermark 2020-01-01T00:00:05
/// -D 2 NULL NULL
/// </code>
/// Text is quoted, <c>''</c> is a quote inside it, and text with control characters is written <c>E'a\nb'</c>. Nested
/// values look like <c>[1, NULL]</c>, <c>{'k'=1}</c> and <c>(1, 'a')</c>.
/// </summary>
public static class BatchText
{
    /// <summary>A batch of the rows and watermarks of a picture.</summary>
    /// <exception cref="FormatException">A line is not a row of the schema; the message names it.</exception>
    public static RecordBatch Parse(Schema schema, string text, BufferPool? pool = null)
    {
        var builder = new BatchBuilder(schema, pool ?? BufferPool.Shared);
        foreach (string line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            AddLine(builder, line);
        }

        return builder.Build();
    }

    /// <summary>A batch of a picture whose first line is the column list.</summary>
    public static RecordBatch Parse(string textWithHeader, BufferPool? pool = null)
    {
        string text = textWithHeader.TrimStart();
        int end = text.IndexOf('\n');
        return end < 0
            ? Parse(TypeText.ParseSchema(text), "", pool)
            : Parse(TypeText.ParseSchema(text[..end]), text[(end + 1)..], pool);
    }

    /// <summary>The picture of a batch, without a line end after the last row.</summary>
    public static string Print(RecordBatch batch, bool header = false)
    {
        var text = new StringBuilder();
        if (header)
        {
            text.AppendJoin(", ", batch.Schema.Fields.Select(PictureWriter.Header)).Append('\n');
        }

        int mark = 0;
        for (int row = 0; row <= batch.RowCount; row++)
        {
            for (; mark < batch.Marks.Length && batch.Marks[mark].Row == row; mark++)
            {
                text.Append("watermark ").Append(PictureWriter.Watermark(batch.Marks[mark].Time)).Append('\n');
            }

            if (row < batch.RowCount)
            {
                AppendRow(text, batch, row);
            }
        }

        return text.ToString().TrimEnd('\n');
    }

    private static void AppendRow(StringBuilder text, RecordBatch batch, int row)
    {
        text.Append(batch.Kind(row).ToShortString());
        for (int column = 0; column < batch.ColumnCount; column++)
        {
            text.Append(' ');
            PictureWriter.Append(text, batch.Column(column).GetValue(row), batch.Column(column).Type);
        }

        text.Append('\n');
    }

    private static void AddLine(BatchBuilder builder, string line)
    {
        var reader = new PictureReader(line);
        string first = reader.ReadToken(nested: false);
        if (first == "watermark")
        {
            builder.AddMark(reader.ReadWatermark());
            return;
        }

        if (!RowKinds.TryParse(first, out RowKind kind))
        {
            throw new FormatException($"batch text: expected +I, -U, +U, -D or watermark in \"{line}\"");
        }

        object?[] values = new object?[builder.Schema.Count];
        for (int column = 0; column < values.Length; column++)
        {
            values[column] = reader.ReadValue(builder.Schema[column].Type, nested: false);
        }

        reader.ExpectEnd();
        builder.AppendRow(kind, values);
    }
}
