using FlinkSql.Columnar;
using FlinkSql.Runtime.Operators;

namespace FlinkSql.Tests.Simulation;

/// <summary>Passes everything on, and calls back before.</summary>
internal sealed class PassOperator : Operator
{
    public Action<OperatorContext, RecordBatch>? BeforeBatch { get; init; }

    public Action<OperatorContext>? BeforeOpen { get; init; }

    public Action<OperatorContext, long>? Timer { get; init; }

    public Action? End { get; init; }

    public Action? Closing { get; init; }

    public Action? Watermark { get; init; }

    public Action? Barrier { get; init; }

    public Action? Status { get; init; }

    public override bool SavesState => true;

    public override void Process(int input, RecordBatch batch)
    {
        BeforeBatch?.Invoke(Context, batch);
        Output.Emit(batch);
    }

    public override void OnWatermark(long time)
    {
        Watermark?.Invoke();
        base.OnWatermark(time);
    }

    public override void OnTimer(long time) => Timer?.Invoke(Context, time);

    public override void OnStatus(bool idle)
    {
        Status?.Invoke();
        base.OnStatus(idle);
    }

    public override void OnBarrier(long checkpointId, long timestamp) => Barrier?.Invoke();

    public override void OnEnd() => End?.Invoke();

    public override void Close() => Closing?.Invoke();

    protected override void OnOpen() => BeforeOpen?.Invoke(Context);
}

/// <summary>Takes a batch, then nothing for a while of virtual time: a slow consumer that does not block.</summary>
internal sealed class SlowOperator(TimeSpan perBatch) : Operator
{
    public override bool SavesState => true;

    public override void Process(int input, RecordBatch batch)
    {
        Output.Emit(batch);
        Action resume = Context.PauseInput();
        Context.Clock.CreateTimer(_ => resume(), null, perBatch, Timeout.InfiniteTimeSpan);
    }
}

/// <summary>Emits every batch several times: what it emits exceeds what it was given credit for.</summary>
internal sealed class RepeatOperator(int times) : Operator
{
    public override bool SavesState => true;

    public override void Process(int input, RecordBatch batch)
    {
        for (int time = 1; time < times; time++)
        {
            Output.Emit(batch.Retain());
        }

        Output.Emit(batch);
    }
}

/// <summary>The watermark is the value of a column less a delay.</summary>
internal sealed class ColumnWatermark(int column, long delay, NullRowtime nulls = NullRowtime.Fail, bool onEvent = false)
    : WatermarkAssignerOperator(column, nulls, onEvent)
{
    private readonly int _column = column;

    protected override void Compute(RecordBatch batch, Span<long> watermarks)
    {
        ReadOnlySpan<long> times = batch.Values<long>(_column);
        for (int row = 0; row < watermarks.Length; row++)
        {
            watermarks[row] = batch.Column(_column).IsNull(row) ? long.MinValue : times[row] - delay;
        }
    }
}
