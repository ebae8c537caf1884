using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;

namespace FlinkSql.Runtime.Exchange.InFlight;

/// <summary>
/// What a barrier has overtaken on its way into a task, as the head of the chain is to be given it after a restore: in the
/// order of arrival, with watermarks merged over all channels.
/// </summary>
/// <param name="gate">The inputs.</param>
internal sealed class InFlightRows(InputGate gate)
{
    private readonly WatermarkValve _valve = gate.Valve.Copy();
    private readonly List<(InputEdge Edge, long Number, RecordBatch Rows)> _rows = [];
    private readonly List<(long Number, WatermarkMark Mark)> _watermarks = [];
    private long _count;

    /// <summary>Adds an element of a channel, which stays the caller's.</summary>
    public void Add(int channel, StreamElement element)
    {
        switch (element)
        {
            case BatchElement batch:
                RecordBatch rows = _valve.Apply(channel, batch.Batch.Retain());
                _rows.Add((gate.Edge(channel), _count, rows));
                _watermarks.AddRange(rows.Marks.Select(mark => (_count, mark)));
                _count++;
                break;
            case WatermarkElement watermark:
                AddWatermark(_valve.Advance(channel, watermark.Time));
                break;
            case StatusElement status:
                // After a restore a sender says anew whether it is idle.
                AddWatermark(_valve.SetIdle(channel, status.Idle));
                break;
        }
    }

    /// <summary>Puts everything into the state of the head operator, which owns it from now on.</summary>
    /// <param name="snapshot">The state.</param>
    /// <param name="layout">How the rows look, <see cref="Job.CompiledOperator.InputLayout"/>.</param>
    public void MoveTo(StateSnapshot snapshot, long layout)
    {
        if (_count == 0)
        {
            return;
        }

        snapshot.Put(InFlightTables.Layout, layout);
        foreach (var edge in _rows.GroupBy(element => element.Edge.Number).ToArray())
        {
            (InputEdge Edge, long Number, RecordBatch Rows)[] elements = [.. edge];
            StateTable table = InFlightTables.RowsOf(elements[0].Edge, elements[0].Rows.Schema);
            snapshot.Defer(
                table,
                memory => elements.Select(element => InFlightTables.Pack(table, element.Rows, element.Number, memory)),
                () => Array.ForEach(elements, element => element.Rows.Dispose()));
        }

        if (_watermarks.Count != 0)
        {
            snapshot.Add(InFlightTables.Watermarks, InFlightTables.Pack(_watermarks, snapshot.Memory));
        }

        _rows.Clear();
    }

    /// <summary>Nobody wants it any more.</summary>
    public void Discard()
    {
        _rows.ForEach(element => element.Rows.Dispose());
        _rows.Clear();
    }

    private void AddWatermark(bool advanced)
    {
        if (advanced)
        {
            _watermarks.Add((_count++, new WatermarkMark(0, _valve.Current)));
        }
    }
}
