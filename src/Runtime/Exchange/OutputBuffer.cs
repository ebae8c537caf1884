using FlinkSql.Columnar;

namespace FlinkSql.Runtime.Exchange;

/// <summary>
/// What waits for one target of an exchange: rows that make up a batch together, and the watermarks between and after
/// them.
/// </summary>
internal sealed class OutputBuffer(OutputChannel channel, BufferPool pool, int batchSize)
{
    private WatermarkMark[] _marks = new WatermarkMark[16];
    private int _markCount;
    private BatchBuilder? _rows;

    public OutputChannel Channel { get; } = channel;

    /// <summary>Set when what is here has waited long enough, but the channel had no credit.</summary>
    public bool Overdue { get; set; }

    public int RowCount { get; private set; }

    public bool IsEmpty => RowCount == 0 && _markCount == 0;

    public bool HasMarks => _markCount != 0;

    /// <summary>Puts a watermark after the waiting rows and that many of the rows about to be appended.</summary>
    public void AddMark(int rowsToCome, long time)
    {
        int row = RowCount + rowsToCome;
        int count = _markCount;
        WatermarkMark[] marks = _marks;
        if (count == 0 || marks[count - 1].Row != row)
        {
            if (count == marks.Length)
            {
                Array.Resize(ref _marks, 2 * count);
                marks = _marks;
            }

            _markCount = ++count;
        }

        marks[count - 1] = new WatermarkMark(row, time);
    }

    /// <summary>Appends rows of a batch and sends every full batch that makes.</summary>
    public void Append(RecordBatch batch, ReadOnlySpan<int> rows)
    {
        if (!Channel.Needed)
        {
            _markCount = 0;
            return;
        }

        _rows ??= new BatchBuilder(batch.Schema, pool);
        while (!rows.IsEmpty)
        {
            int taken = Math.Min(rows.Length, batchSize - RowCount);
            _rows.AppendRows(batch, rows[..taken]);
            RowCount += taken;
            rows = rows[taken..];
            if (RowCount >= batchSize)
            {
                Send();
            }
        }
    }

    /// <summary>Sends a whole batch by reference, after what waits.</summary>
    public void SendWhole(RecordBatch batch)
    {
        if (RowCount != 0)
        {
            Send();
        }

        if (_markCount != 0)
        {
            bool replaced = batch.Marks.Length != 0 && batch.Marks[0].Row == 0;
            WatermarkMark[] marks = replaced ? batch.Marks : [_marks[_markCount - 1], .. batch.Marks];
            _markCount = 0;
            batch = batch.WithMarks(marks);
        }

        Channel.Send(new BatchElement(batch));
    }

    /// <summary>Sends what waits.</summary>
    public void Send()
    {
        Overdue = false;
        if (RowCount != 0)
        {
            WatermarkMark[] marks = TakeMarks(RowCount);
            RowCount = 0;
            RecordBatch batch = _rows!.Build();
            Channel.Send(new BatchElement(marks.Length == 0 ? batch : batch.WithMarks(marks)));
        }
        else if (_markCount != 0)
        {
            long time = _marks[_markCount - 1].Time;
            _markCount = 0;
            Channel.Send(new WatermarkElement(time));
        }
    }

    /// <summary>The channel has credit again.</summary>
    public void OnCredit()
    {
        if (Overdue && Channel.Credits > 0)
        {
            Send();
        }
    }

    /// <summary>Drops what waits.</summary>
    public void Clear()
    {
        _markCount = 0;
        if (RowCount != 0)
        {
            RowCount = 0;
            _rows!.Build().Dispose();
        }
    }

    private WatermarkMark[] TakeMarks(int rows)
    {
        int taken = _markCount;
        while (taken > 0 && _marks[taken - 1].Row > rows)
        {
            taken--;
        }

        WatermarkMark[] marks = _marks[..taken];
        _markCount -= taken;
        for (int mark = 0; mark < _markCount; mark++)
        {
            _marks[mark] = _marks[mark + taken] with { Row = _marks[mark + taken].Row - rows };
        }

        return marks;
    }
}
