using FlinkSql.Columnar;
using FlinkSql.Columnar.Arrow;

namespace FlinkSql.Connectors.Formats.Arrow;

/// <summary>Writes Arrow. Small batches are put together, because each one costs a header.</summary>
internal sealed class ArrowRecordWriter : IRecordWriter
{
    private const int RowsTogether = 8_192;
    private const int RowsAlone = 1_024;
    private readonly Schema _schema;
    private readonly BatchBuilder _pending;
    private readonly ArrowFileWriter? _file;
    private readonly ArrowStreamWriter? _stream;

    public ArrowRecordWriter(WriteRequest request, bool stream)
    {
        _schema = request.Columns;
        _pending = new BatchBuilder(_schema, request.Memory);
        if (stream)
        {
            _stream = new ArrowStreamWriter(request.Output, _schema, leaveOpen: true);
        }
        else
        {
            _file = new ArrowFileWriter(request.Output, _schema, leaveOpen: true);
        }
    }

    public void Write(RecordBatch batch)
    {
        if (_pending.RowCount == 0 && batch.RowCount >= RowsAlone)
        {
            using RecordBatch named = batch.Select(_schema, [.. Enumerable.Range(0, _schema.Count)]);
            WriteBatch(named);
            return;
        }

        _pending.AppendRows(batch, [.. Enumerable.Range(0, batch.RowCount)]);
        if (_pending.RowCount >= RowsTogether)
        {
            Flush();
        }
    }

    public void Flush()
    {
        if (_pending.RowCount != 0)
        {
            using RecordBatch batch = _pending.Build();
            WriteBatch(batch);
        }
    }

    public void Finish()
    {
        Flush();
        _file?.Finish();
        _stream?.Finish();
    }

    public void Dispose()
    {
        _file?.Dispose();
        _stream?.Dispose();
        _pending.Build().Dispose();
    }

    private void WriteBatch(RecordBatch batch)
    {
        _file?.Write(batch);
        _stream?.Write(batch);
    }
}
