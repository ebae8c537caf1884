using System.Text;
using FlinkSql.Columnar;
using FlinkSql.Connectors.Options;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Connectors.Formats.Raw;

/// <summary>Each line, as it is, the value of the only column.</summary>
[Format("raw")]
internal sealed class RawFormat : IFormat
{
    private const string Charset = "raw.charset";
    private const string DelimiterKey = "raw.line-delimiter";

    public IReadOnlyList<ConnectorOption> Options { get; } =
    [
        new(Charset, "the encoding of the text", ["UTF-8"]),
        new(DelimiterKey, "what ends a line; a line feed if not given"),
    ];

    public string Extension => "txt";

    public void Check(ConnectorTable table)
    {
        new OptionSet(table.Options).Choice(Charset, "UTF-8");
        DelimiterOf(table);
        Field[] fields = [.. table.PhysicalFields()];
        if (fields.Length != 1)
        {
            string name = fields.Length == 0 ? "" : fields[1].Name;
            throw ConnectorErrors.UnsupportedColumn(
                name, fields.Length == 0 ? "NULL" : fields[1].Type.ToString(), "a table of format raw has one column",
                "declare a single STRING or BYTES column");
        }

        if (fields[0].Type is not (StringType or BinaryType))
        {
            throw ConnectorErrors.UnsupportedColumn(
                fields[0].Name, fields[0].Type.ToString(), "format raw gives the line as it is",
                "declare the column as STRING or BYTES, and CAST it in the query");
        }
    }

    public IRecordReader OpenReader(ReadRequest request) => new RawReader(request, DelimiterOf(request.Table));

    public IRecordWriter OpenWriter(WriteRequest request) => new RawWriter(request, DelimiterOf(request.Table));

    private static byte[] DelimiterOf(ConnectorTable table)
    {
        string text = new OptionSet(table.Options).Text(DelimiterKey) ?? "\n";
        text = text.Replace(@"\r", "\r").Replace(@"\n", "\n").Replace(@"\t", "\t").Replace(@"\0", "\0");
        return text.Length != 0
            ? Encoding.UTF8.GetBytes(text)
            : throw ConnectorErrors.WrongValue(DelimiterKey, "", "at least one character");
    }
}
