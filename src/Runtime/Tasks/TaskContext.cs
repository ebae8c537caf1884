using FlinkSql.Columnar;
using FlinkSql.Runtime.Connect;
using FlinkSql.Runtime.Operators;
using FlinkSql.Runtime.State;

namespace FlinkSql.Runtime.Tasks;

/// <summary>What one operator sees of its task.</summary>
internal sealed class TaskContext(StreamTask task, TaskPlace place, int operatorIndex, OperatorMetrics metrics)
    : OperatorContext
{
    public override string OperatorName => metrics.OperatorName;

    public override int Subtask => place.Subtask;

    public override int Parallelism => place.Vertex.Parallelism;

    public override int MaxParallelism => place.Settings.MaxParallelism;

    public override int BatchSize => place.Settings.BatchSize;

    public override TimeSpan BufferTimeout => place.Settings.BufferTimeout;

    public override TimeSpan WatermarkInterval => place.Settings.WatermarkInterval;

    public override TimeSpan IdleTimeout => place.Settings.IdleTimeout;

    public override BufferPool Memory => place.Memory;

    public override TimeProvider Clock => place.Runtime.Clock;

    public override TimeZoneInfo Zone => place.Settings.Zone;

    public override OperatorMetrics Metrics => metrics;

    public override ILateRows LateRows { get; } = place.LateRows.Of(place.Vertex.Id, operatorIndex);

    public override bool Checkpoints => place.Settings.Checkpoints.Interval is not null;

    public override StateBackend StateBackend => place.Settings.StateBackend;

    public override bool SavesChanges => place.Settings.Checkpoints.Incremental;

    public override SinkRun SinkRun { get; } =
        place.Scope.Run(place.Vertex.Operators[operatorIndex].Uid, place.Attempt.Number);

    public override void SetTimer(long time) => task.SetTimer(operatorIndex, time);

    public override void StopInput() => task.StopInput(operatorIndex);

    public override Action PauseInput() => task.PauseInput();
}
