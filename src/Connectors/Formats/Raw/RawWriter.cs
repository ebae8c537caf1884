using FlinkSql.Columnar;

namespace FlinkSql.Connectors.Formats.Raw;

/// <summary>Writes each value as a line. NULL is an empty line; a value that holds the line end cannot be written.</summary>
internal sealed class RawWriter(WriteRequest request, byte[] delimiter) : IRecordWriter
{
    private readonly OutputBuffer _output = new(request.Output, request.Memory);

    public void Write(RecordBatch batch)
    {
        Column column = batch.Column(0);
        BytesView values = ((BytesColumn)column).Values;
        for (int row = 0; row < batch.RowCount; row++)
        {
            if (!column.IsNull(row))
            {
                ReadOnlySpan<byte> value = values[row];
                if (value.IndexOf(delimiter) >= 0)
                {
                    throw ConnectorErrors.CannotWriteValue(
                        request.Columns[0].Name, "a value holds the end of a line",
                        "use another format, or another 'raw.line-delimiter'");
                }

                _output.Write(value);
            }

            _output.Write(delimiter);
            _output.EndRecord();
        }
    }

    public void Flush() => _output.Flush();

    public void Finish() => _output.Flush();

    public void Dispose() => _output.Dispose();
}
