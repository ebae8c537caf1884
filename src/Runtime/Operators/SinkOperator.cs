using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Runtime.Operators;

/// <summary>
/// The end of a chain: writes rows to a sink. What the writer buffers is flushed when it has waited for the buffer
/// timeout. At every barrier, and at the end, the writer prepares what it has; the job's master commits it when the
/// checkpoint is stored, or when all has been written, and never after a failure or a cancellation.
/// </summary>
/// <param name="sink">Where rows go.</param>
/// <param name="notNull">What becomes of a NULL where the table takes none; null where none can come.</param>
/// <param name="snapshots">
/// Whether the input is the whole result again and again, each ended by a batch without rows and marks.
/// </param>
public sealed class SinkOperator(ISink sink, NotNullRule? notNull = null, bool snapshots = false) : Operator
{
    private readonly PreparedState _prepared = new();
    private ISinkWriter? _writer;
    private bool _flushAsked;
    private bool _inSnapshot;

    /// <summary>Shared by the subtasks of a process.</summary>
    public ISink Sink { get; } = sink;

    public override bool SavesState => true;

    public override void Process(int input, RecordBatch batch)
    {
        bool ends = snapshots && batch.RowCount == 0 && batch.Marks.Length == 0;
        if (snapshots && !_inSnapshot && (ends || batch.RowCount != 0))
        {
            _writer!.BeginSnapshot();
            _inSnapshot = true;
        }

        WatermarkMark[] marks = batch.Marks;
        using RecordBatch rows = notNull is null ? batch : notNull.Apply(batch, Context);
        if (rows.RowCount != 0)
        {
            _writer!.Write(rows);
        }

        if (ends)
        {
            _writer!.EndSnapshot();
            _inSnapshot = false;
        }

        if (marks.Length != 0)
        {
            _writer!.OnWatermark(marks[^1].Time);
        }

        AskForFlush();
    }

    public override void OnWatermark(long time) => _writer!.OnWatermark(time);

    public override void OnTimer(long time)
    {
        _flushAsked = false;
        _writer!.Flush();
    }

    public override void OnBarrier(long checkpointId, long timestamp) =>
        _prepared.Add(checkpointId, _writer!.Prepare(checkpointId));

    public override void OnCheckpointCompleted(long checkpointId) => _prepared.Forget(checkpointId);

    public override void OnEnd() => _prepared.Add(long.MaxValue, _writer!.PrepareLast());

    public override void Snapshot(StateSnapshot snapshot) => _prepared.Save(snapshot);

    public override void Restore(RestoredState state) =>
        _writer!.Restore(PreparedState.ShareOfUnfinished(state, Context.Subtask, Context.Parallelism));

    public override void Close()
    {
        _writer?.Dispose();
        _writer = null;
    }

    protected override void OnOpen() =>
        _writer = Sink.Open(new SinkContext(
            Context.Memory, Context.Clock, Context.Zone, Context.Metrics, Context.Subtask, Context.Parallelism)
        {
            Snapshots = snapshots,
            Checkpoints = Context.Checkpoints,
            Run = Context.SinkRun,
        });

    private void AskForFlush()
    {
        if (Context.BufferTimeout == TimeSpan.Zero)
        {
            _writer!.Flush();
        }
        else if (Context.BufferTimeout > TimeSpan.Zero && !_flushAsked)
        {
            _flushAsked = true;
            Context.SetTimer(Context.Now + (long)Math.Ceiling(Context.BufferTimeout.TotalMilliseconds));
        }
    }
}
