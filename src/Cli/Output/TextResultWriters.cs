using System.Text.Json;
using FlinkSql.Columnar;

namespace FlinkSql.Cli.Output;

/// <summary>Comma-separated values by RFC 4180, with a header line; NULL is an empty field.</summary>
internal sealed class CsvWriter(TextWriter output, Schema schema, bool showKinds, TimeZoneInfo zone) : IResultWriter
{
    private bool _headed;

    public void Write(RecordBatch batch)
    {
        Head();
        for (int row = 0; row < batch.RowCount; row++)
        {
            if (showKinds)
            {
                output.Write(batch.Kind(row).ToShortString());
                output.Write(',');
            }

            for (int column = 0; column < schema.Count; column++)
            {
                object? value = batch.Column(column).GetValue(row);
                output.Write(column == 0 ? "" : ",");
                output.Write(value is null ? "" : Quote(ValueText.Of(value, schema[column].Type, zone)));
            }

            output.WriteLine();
        }
    }

    public void Flush()
    {
        Head();
        output.Flush();
    }

    private void Head()
    {
        if (!_headed)
        {
            _headed = true;
            output.WriteLine(
                (showKinds ? "op," : "") + string.Join(",", schema.Fields.Select(field => Quote(field.Name))));
        }
    }

    private static string Quote(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}

/// <summary>One JSON object a line; kinds, where shown, as <c>op</c>.</summary>
internal sealed class JsonLinesWriter(TextWriter output, Schema schema, bool showKinds, TimeZoneInfo zone) : IResultWriter
{
    public void Write(RecordBatch batch)
    {
        for (int row = 0; row < batch.RowCount; row++)
        {
            using var bytes = new MemoryStream();
            using (var json = new Utf8JsonWriter(bytes))
            {
                json.WriteStartObject();
                if (showKinds)
                {
                    json.WriteString("op", batch.Kind(row).ToShortString());
                }

                for (int column = 0; column < schema.Count; column++)
                {
                    json.WritePropertyName(schema[column].Name);
                    WriteValue(json, batch.Column(column).GetValue(row), schema[column].Type);
                }

                json.WriteEndObject();
            }

            output.WriteLine(System.Text.Encoding.UTF8.GetString(bytes.ToArray()));
        }
    }

    public void Flush() => output.Flush();

    private void WriteValue(Utf8JsonWriter json, object? value, DataType type)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool truth:
                json.WriteBooleanValue(truth);
                break;
            case double number when double.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            case float number when float.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            case object when type is IntegerType or DecimalType:
                json.WriteRawValue(ValueText.Of(value, type, zone));
                break;
            default:
                json.WriteStringValue(ValueText.Of(value, type, zone));
                break;
        }
    }
}
