using System.Text;
using FlinkSql.Columnar;
using FlinkSql.Connectors.Files;

namespace FlinkSql.Connectors.Formats;

/// <summary>
/// Reads a text format block by block: a scanner finds the fields of some records, then each column is parsed on its
/// own straight from the bytes into its builder. Nothing is committed to a builder before every column of the rows has
/// been parsed, so a bad record leaves no trace.
/// </summary>
internal abstract class BlockReader : IRecordReader
{
    private readonly BadFields _bad = new();
    private ColumnParser[] _parsers = [];
    private int _nextRow;
    private int _rowsToPass;
    private long _line = 1;
    private bool _begun;

    protected BlockReader(ReadRequest request)
    {
        Request = request;
        Window = new ByteWindow(request.Input, request.Memory);
        _bad.IgnoreErrors = request.BadRecords.IgnoreErrors;
    }

    protected ReadRequest Request { get; }

    protected ByteWindow Window { get; }

    protected BadRecords BadRecords => Request.BadRecords;

    /// <summary>The line on which the bytes of the window begin.</summary>
    protected long Line => _line;

    /// <summary>The fields found; null until <see cref="Begin"/> has made it.</summary>
    protected FieldBlock Block { get; set; } = null!;

    public RecordPosition Position
    {
        get
        {
            if (!_begun)
            {
                return Request.Start;
            }

            if (_nextRow >= Block.RowCount)
            {
                return new RecordPosition(Window.Offset + Block.Consumed, LineAt(Block.Consumed), _rowsToPass);
            }

            int start = Block.RowStarts[_nextRow];
            bool inRecord = _nextRow > 0 && Block.RowStarts[_nextRow - 1] == start;
            return new RecordPosition(Window.Offset + start, LineAt(start), inRecord ? 1 : 0);
        }
    }

    public bool Read(BatchBuilder rows, int maxRows)
    {
        if (!_begun)
        {
            Open();
        }

        int appended = 0;
        while (appended == 0 && maxRows > 0)
        {
            if (_nextRow == Block.RowCount && !NextBlock())
            {
                return false;
            }

            appended = AppendRows(rows, Math.Min(maxRows, Block.RowCount - _nextRow));
        }

        return true;
    }

    public virtual void Dispose() => Window.Dispose();

    /// <summary>Reads what stands before the records, makes the block and the column parsers.</summary>
    protected abstract ColumnParser[] Begin();

    /// <summary>
    /// Finds the records at the front of the bytes and says in <see cref="FieldBlock.Consumed"/> how far it came. A bad
    /// record ends the block before it; as the first of a block it is reported and passed.
    /// </summary>
    /// <param name="data">The window with its padding.</param>
    /// <param name="end">Bytes of it that mean something.</param>
    /// <param name="final">Whether no more bytes come, so that the last record is complete.</param>
    protected abstract void Scan(ReadOnlySpan<byte> data, int end, bool final);

    /// <summary>Takes bytes off the window and counts their lines.</summary>
    protected void Take(int bytes)
    {
        _line += Window.Bytes[..bytes].Count((byte)'\n');
        Window.Advance(bytes);
    }

    /// <summary>Reports a record of the window that no row can be made of.</summary>
    protected void ReportRecord(string message, int start, int end) =>
        BadRecords.Report(LineAt(start), message, Window.Bytes[start..end]);

    private void Open()
    {
        _begun = true;
        SkipByteOrderMark();
        _parsers = Begin();
        if (Request.Start != RecordPosition.Start)
        {
            Window.Seek(Request.Start.Offset);
            _line = Request.Start.Line;
            _rowsToPass = Request.Start.Row;
        }
    }

    private long LineAt(int offset) => _line + Window.Bytes[..offset].Count((byte)'\n');

    private void SkipByteOrderMark()
    {
        while (Window.Bytes.Length < 3 && Window.Fill())
        {
        }

        if (Window.Bytes.StartsWith("\uFEFF"u8))
        {
            Window.Advance(3);
        }
    }

    private bool NextBlock()
    {
        Take(Block.Consumed);
        _nextRow = _rowsToPass;
        _rowsToPass = 0;
        while (true)
        {
            Block.Clear();
            if (Window.IsEmpty && !Window.Fill())
            {
                _nextRow = 0;
                return false;
            }

            bool final = Window.AtEnd;
            Scan(Window.Padded, Window.Bytes.Length, final);
            if (Block.RowCount != 0)
            {
                Block.IsAscii = Ascii.IsValid(Window.Bytes[..Block.Consumed]);
                return true;
            }

            if (Block.Consumed != 0)
            {
                Take(Block.Consumed);
            }
            else if (final)
            {
                throw new InvalidOperationException($"connectors: the scanner of {Request.File} came to a stop");
            }
            else if (Window.IsFull)
            {
                throw ConnectorErrors.RecordTooLong(Request.File, _line, ByteWindow.MaxRecord);
            }
            else
            {
                Window.Fill();
            }
        }
    }

    /// <summary>Appends rows that are good and passes bad ones; returns how many it appended.</summary>
    private int AppendRows(BatchBuilder rows, int count)
    {
        ReadOnlySpan<byte> data = Window.Padded;
        int first = _nextRow;
        int whole = CountWhole(first, count);
        ParseRows(data, rows, first, whole);
        if (_bad.Count == 0)
        {
            if (whole != count)
            {
                ParseRows(data, rows, first, count);
            }

            BadRecords.CountIgnored(_bad.Ignored);
            CommitRows(data, rows, first, count);
            _nextRow += count;
            return count;
        }

        BadRecords.CountIgnored(_bad.Ignored);
        bool[] dropped = ReportBadRows(first, whole);
        _nextRow += whole;
        return AppendGoodRuns(data, rows, first, dropped);
    }

    private int AppendGoodRuns(ReadOnlySpan<byte> data, BatchBuilder rows, int first, bool[] dropped)
    {
        int appended = 0;
        for (int row = 0; row < dropped.Length; row++)
        {
            int run = row;
            while (run < dropped.Length && !dropped[run])
            {
                run++;
            }

            if (run > row)
            {
                ParseRows(data, rows, first + row, run - row);
                CommitRows(data, rows, first + row, run - row);
                appended += run - row;
                row = run;
            }
        }

        return appended;
    }

    /// <summary>
    /// That many rows, and one more where it is of the same record as the last: a record is good or bad as a whole.
    /// </summary>
    private int CountWhole(int first, int count)
    {
        int next = first + count;
        return next < Block.RowCount && Block.RowStarts[next] == Block.RowStarts[next - 1] ? count + 1 : count;
    }

    private void ParseRows(ReadOnlySpan<byte> data, BatchBuilder rows, int first, int count)
    {
        _bad.Clear();
        foreach (ColumnParser parser in _parsers)
        {
            parser.Parse(data, Block, first, count, rows.Column(parser.Column.Target), _bad);
        }
    }

    private void CommitRows(ReadOnlySpan<byte> data, BatchBuilder rows, int first, int count)
    {
        foreach (ColumnParser parser in _parsers)
        {
            parser.Commit(data, Block, first, count, rows.Column(parser.Column.Target));
        }

        if (Block.Kinds is not { } kinds)
        {
            rows.EndRows(count);
            return;
        }

        foreach (RowKind kind in kinds.AsSpan(first, count))
        {
            rows.EndRow(kind);
        }
    }

    /// <summary>Reports each bad record once, in order; all rows of a bad record are dropped.</summary>
    private bool[] ReportBadRows(int first, int count)
    {
        bool[] dropped = new bool[count];
        foreach (BadField field in _bad.InOrder())
        {
            int row = field.Row - first;
            if (dropped[row])
            {
                continue;
            }

            int start = Block.RowStarts[field.Row];
            ReportRecord(field.Message, start, Block.RowEnds[field.Row]);
            dropped[row] = true;
            if (row > 0 && Block.RowStarts[field.Row - 1] == start)
            {
                dropped[row - 1] = true;
            }

            if (row + 1 < count && Block.RowStarts[field.Row + 1] == start)
            {
                dropped[row + 1] = true;
            }
        }

        return dropped;
    }
}
