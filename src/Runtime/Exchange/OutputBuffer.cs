using System.Runtime.InteropServices;
using FlinkSql.Columnar;

namespace FlinkSql.Runtime.Exchange;

/// <summary>
/// What waits for one target of an exchange: rows that make up a batch together, and the watermarks between and after
/// them.
/// </summary>
internal sealed class OutputBuffer(OutputChannel channel, BufferPool pool, int batchSize)
{
    private readonly List<WatermarkMark> _marks = [];
    private BatchBuilder? _rows;

    public OutputChannel Channel { get; } = channel;

    /// <summary>Set when what is here has waited long enough, but the channel had no credit.</summary>
    public bool Overdue { get; set; }

    public int RowCount => _rows?.RowCount ?? 0;

    public bool IsEmpty => RowCount == 0 && _marks.Count == 0;

    public bool HasMarks => _marks.Count != 0;

    /// <summary>Puts a watermark after the waiting rows and that many of the rows about to be appended.</summary>
    public void AddMark(int rowsToCome, long time)
    {
        var mark = new WatermarkMark(RowCount + rowsToCome, time);
        if (_marks.Count != 0 && _marks[^1].Row == mark.Row)
        {
            _marks[^1] = mark;
        }
        else
        {
            _marks.Add(mark);
        }
    }

    /// <summary>Appends rows of a batch and sends every full batch that makes.</summary>
    public void Append(RecordBatch batch, ReadOnlySpan<int> rows)
    {
        if (!Channel.Needed)
        {
            _marks.Clear();
            return;
        }

        _rows ??= new BatchBuilder(batch.Schema, pool);
        while (!rows.IsEmpty)
        {
            int taken = Math.Min(rows.Length, batchSize - _rows.RowCount);
            _rows.AppendRows(batch, rows[..taken]);
            rows = rows[taken..];
            if (_rows.RowCount >= batchSize)
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

        if (_marks.Count != 0)
        {
            bool replaced = batch.Marks.Length != 0 && batch.Marks[0].Row == 0;
            WatermarkMark[] marks = replaced ? batch.Marks : [_marks[^1], .. batch.Marks];
            _marks.Clear();
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
            int rows = RowCount;
            RecordBatch batch = _rows!.Build();
            WatermarkMark[] marks = TakeMarks(rows);
            Channel.Send(new BatchElement(marks.Length == 0 ? batch : batch.WithMarks(marks)));
        }
        else if (_marks.Count != 0)
        {
            long time = _marks[^1].Time;
            _marks.Clear();
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
        _marks.Clear();
        if (RowCount != 0)
        {
            _rows!.Build().Dispose();
        }
    }

    private WatermarkMark[] TakeMarks(int rows)
    {
        int taken = 0;
        while (taken < _marks.Count && _marks[taken].Row <= rows)
        {
            taken++;
        }

        WatermarkMark[] marks = taken == 0 ? [] : [.. CollectionsMarshal.AsSpan(_marks)[..taken]];
        _marks.RemoveRange(0, taken);
        foreach (ref WatermarkMark mark in CollectionsMarshal.AsSpan(_marks))
        {
            mark = mark with { Row = mark.Row - rows };
        }

        return marks;
    }
}
