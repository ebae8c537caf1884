using FlinkSql.Columnar;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Connectors.Formats.Csv;

/// <summary>CSV by RFC 4180, with Flink's options.</summary>
[Format("csv")]
internal sealed class CsvFormat : IFormat
{
    public IReadOnlyList<ConnectorOption> Options => CsvOptions.All;

    public string Extension => "csv";

    public void Check(ConnectorTable table)
    {
        CsvOptions.Of(table);
        foreach (Field field in table.PhysicalFields())
        {
            if (!CsvNestedColumnParser.Supports(field.Type))
            {
                throw ConnectorErrors.UnsupportedColumn(
                    field.Name, field.Type.ToString(), "a CSV field holds a plain value, or an ARRAY or ROW of them",
                    "use 'format' = 'json', or make columns of its parts");
            }
        }
    }

    public IRecordReader OpenReader(ReadRequest request)
    {
        var options = CsvOptions.Of(request.Table);
        request.BadRecords.IgnoreErrors = options.IgnoreErrors;
        return new CsvReader(request, options);
    }

    public IRecordWriter OpenWriter(WriteRequest request) => new CsvWriter(request, CsvOptions.Of(request.Table));
}
