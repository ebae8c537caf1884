using FlinkSql.Columnar;
using FlinkSql.Columnar.Arrow;

namespace FlinkSql.Connectors.Formats.Arrow;

/// <summary>
/// Reads an Arrow file; columns are found by name. Where the types are the table's own, batches pass as they are.
/// </summary>
internal sealed class ArrowRecordReader : IBatchRecordReader
{
    private readonly ReadRequest _request;
    private readonly IArrowBatches? _batches;
    private readonly Schema _schema;
    private readonly int[] _columns = [];
    private RecordBatch? _batch;
    private long _batchesRead;
    private int _nextRow;
    private int _rowsToPass;

    public ArrowRecordReader(ReadRequest request)
    {
        _request = request;
        _schema = new Schema(request.Columns.Select(column => column.Field).ToEquatable());
        try
        {
            _batches = Open(request);
            _columns = [.. request.Columns.Select(column => Find(column.Field, _batches?.Schema))];
            _batchesRead = request.Start.Offset;
            _rowsToPass = request.Start.Row;
            _batches?.Skip(_batchesRead);
        }
        catch (ArrowFormatException fault)
        {
            Dispose();
            throw WrongFile(fault);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public bool PassesBatches => _batches is null || _columns.Zip(_schema.Fields).All(
        pair => _batches.Schema[pair.First].Type.SameIgnoringNullability(pair.Second.Type));

    public RecordPosition Position => _batch is not null && _nextRow < _batch.RowCount
        ? new RecordPosition(_batchesRead - 1, 0, _nextRow)
        : new RecordPosition(_batchesRead, 0, _rowsToPass);

    public RecordBatch? ReadBatch()
    {
        try
        {
            RecordBatch? batch = _batches?.ReadNext(_schema, _columns);
            if (batch is not null)
            {
                _batchesRead++;
                Check(batch);
            }

            return batch;
        }
        catch (ArrowFormatException fault)
        {
            throw WrongFile(fault);
        }
    }

    public bool Read(BatchBuilder rows, int maxRows)
    {
        while (_batch is null || _nextRow == _batch.RowCount)
        {
            _batch?.Dispose();
            _batch = ReadBatch();
            if (_batch is null)
            {
                return false;
            }

            _nextRow = Math.Min(_rowsToPass, _batch.RowCount);
            _rowsToPass = 0;
        }

        int count = Math.Min(maxRows, _batch.RowCount - _nextRow);
        int[] taken = [.. Enumerable.Range(_nextRow, count)];
        for (int column = 0; column < _columns.Length; column++)
        {
            rows.Column(_request.Columns[column].Target).AppendRows(_batch.Column(column), taken);
        }

        rows.EndRows(count);
        _nextRow += count;
        return true;
    }

    public void Dispose()
    {
        _batch?.Dispose();
        _batch = null;
        _batches?.Dispose();
        _request.Input.Dispose();
    }

    private static IArrowBatches? Open(ReadRequest request)
    {
        Span<byte> magic = stackalloc byte[6];
        Stream input = request.Input;
        if (!input.CanSeek)
        {
            return new ArrowStreamBatches(new ArrowStreamReader(input, request.Memory, leaveOpen: true));
        }

        if (input.Length == 0)
        {
            return null;
        }

        int read = input.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        input.Position = 0;
        if (!magic[..read].SequenceEqual("ARROW1"u8))
        {
            return new ArrowStreamBatches(new ArrowStreamReader(input, request.Memory, leaveOpen: true));
        }

        return new ArrowFileBatches(input is FileStream file
            ? ArrowFileReader.OpenMapped(file.Name, request.Memory)
            : new ArrowFileReader(input, request.Memory, leaveOpen: true));
    }

    private int Find(Field wanted, Schema? schema)
    {
        if (schema is null)
        {
            return 0;
        }

        int column = schema.IndexOf(wanted.Name);
        if (column < 0)
        {
            throw ConnectorErrors.WrongFile(
                _request.File, $"the file has no column \"{wanted.Name}\"",
                NearestName.Hint(wanted.Name, [.. schema.Fields.Select(field => field.Name)], "columns of the file"));
        }

        DataType found = schema[column].Type;
        return ArrowColumns.Fits(found, wanted.Type)
            ? column
            : throw ConnectorErrors.WrongFile(
                _request.File, $"column \"{wanted.Name}\" is {found.Name} in the file, but {wanted.Type.Name} in the table",
                $"declare it as {found.Name}, and CAST it in the query");
    }

    private void Check(RecordBatch batch)
    {
        if (!batch.InsertOnly)
        {
            batch.Dispose();
            throw ConnectorErrors.WrongFile(
                _request.File, "the file holds row kinds, which a table of this format does not read",
                "read a file that was written without row kinds");
        }

        for (int column = 0; column < _columns.Length; column++)
        {
            if (!_schema[column].Type.Nullable && batch.Column(column).NullCount != 0)
            {
                batch.Dispose();
                throw ConnectorErrors.WrongFile(
                    _request.File, $"column {_schema[column].Name} is NOT NULL, but the file has NULL in it",
                    "declare the column without NOT NULL");
            }
        }
    }

    private Runtime.Connect.ConnectorException WrongFile(ArrowFormatException fault) => ConnectorErrors.WrongFile(
        _request.File, $"it cannot be read as Arrow: {fault.Message}", "check that the file is complete", fault);
}
