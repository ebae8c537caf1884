using FlinkSql.Columnar;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Runtime.Operators;

/// <content>Rows on their way from the readers into batches, and the batches on their way out.</content>
public sealed partial class SourceOperator
{
    private (ReadResult Result, int Rows) ReadRows(ISplitReader reader)
    {
        int before = _rows!.RowCount;
        ReadResult result = reader.Read(_rows, Math.Min(Context.BatchSize - before, _turns.RowsLeft));
        if (before == 0 && !_rows.IsEmpty)
        {
            _firstRow = Context.Clock.GetTimestamp();
        }

        return (result, _rows.RowCount - before);
    }

    private (ReadResult Result, int Rows) ReadBatch(IBatchReader reader)
    {
        ReadResult result = reader.ReadBatch(out RecordBatch? batch);
        if (batch is null)
        {
            return (result, 0);
        }

        int rows = batch.RowCount;
        Emit(batch);
        return (result, rows);
    }

    private void SendIfDue(ReadState state)
    {
        if (!_rows!.IsEmpty
            && (state != ReadState.More
                || _rows.RowCount >= Context.BatchSize
                || (Context.BufferTimeout >= TimeSpan.Zero
                    && Context.Clock.GetElapsedTime(_firstRow) >= Context.BufferTimeout)))
        {
            Send();
        }
    }

    private void Send()
    {
        if (_rows is { IsEmpty: false })
        {
            Emit(_rows.Build());
        }
    }

    private void Emit(RecordBatch batch)
    {
        SplitMetrics split = _current!.Metrics;
        if (batch.RowCount != 0)
        {
            split.RowsOut += batch.RowCount;
            split.LastRow = Context.Now;
        }

        BecomeActive(split);
        Output.Emit(batch.Marks.Length == 0 ? batch : Merged(batch));
    }

    /// <summary>The watermarks the connector gives are those of one split.</summary>
    private RecordBatch Merged(RecordBatch batch)
    {
        _marks.Clear();
        foreach (WatermarkMark mark in Options.OwnWatermarks ? batch.Marks : [])
        {
            if (_own.Advance(mark.Time))
            {
                _marks.Add(mark with { Time = _own.Current });
            }
        }

        return batch.WithMarks([.. _marks]);
    }
}
