using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;

namespace FlinkSql.Runtime.Operators;

/// <summary>
/// Passes some rows after leaving out the first: <c>LIMIT limit OFFSET offset</c> over a stream of +I. When it has
/// passed the last it stops its input, so that even an endless source ends.
/// </summary>
public sealed class LimitOperator(long limit, long offset = 0) : Operator
{
    private long _toSkip = offset;
    private long _toPass = limit;
    private Schema? _schema;
    private BatchBuilder? _builder;

    public override bool SavesState => true;

    public override void Process(int input, RecordBatch batch)
    {
        if (!batch.InsertOnly && batch.Kinds.ContainsAnyExcept(RowKind.Insert))
        {
            throw new InvalidOperationException("runtime: LIMIT was given a stream that takes rows back");
        }

        int from = (int)Math.Min(_toSkip, batch.RowCount);
        int rows = (int)Math.Min(_toPass, batch.RowCount - from);
        _toSkip -= from;
        _toPass -= rows;
        if (rows == batch.RowCount)
        {
            Output.Emit(batch);
        }
        else
        {
            EmitPart(batch, from, rows);
        }

        if (_toPass == 0)
        {
            Context.StopInput();
        }
    }

    public override void Snapshot(StateSnapshot snapshot)
    {
        snapshot.Put("to-skip", _toSkip);
        snapshot.Put("to-pass", _toPass);
    }

    public override void Restore(RestoredState state)
    {
        _toSkip = state.Least("to-skip", _toSkip);
        _toPass = state.Least("to-pass", _toPass);
        OnOpen();
    }

    protected override void OnOpen()
    {
        if (_toPass == 0)
        {
            Context.StopInput();
        }
    }

    private void EmitPart(RecordBatch batch, int from, int rows)
    {
        if (_schema != batch.Schema)
        {
            (_schema, _builder) = (batch.Schema, new BatchBuilder(batch.Schema, Context.Memory));
        }

        int row = from;
        foreach (WatermarkMark mark in batch.Marks)
        {
            int end = Math.Clamp(mark.Row, from, from + rows);
            AppendRange(batch, row, end);
            row = end;
            _builder!.AddMark(mark.Time);
        }

        AppendRange(batch, row, from + rows);
        batch.Dispose();
        if (!_builder!.IsEmpty)
        {
            Output.Emit(_builder.Build());
        }
    }

    private void AppendRange(RecordBatch batch, int from, int to)
    {
        Span<int> rows = new int[to - from];
        for (int row = from; row < to; row++)
        {
            rows[row - from] = row;
        }

        _builder!.AppendRows(batch, rows);
    }
}
