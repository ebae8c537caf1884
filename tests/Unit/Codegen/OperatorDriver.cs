using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.Operators;
using FlinkSql.Runtime.State;

namespace FlinkSql.Tests.Unit.Codegen;

/// <summary>Runs one operator by hand and collects what it sends, in order, as pictures.</summary>
internal sealed class OperatorDriver : Output, IDisposable
{
    private readonly WrittenFiles _files = new();
    private readonly Operator _operator;
    private readonly DriverContext _context;

    public OperatorDriver(
        Operator instance,
        int batchSize = 1024,
        TimeZoneInfo? zone = null,
        ILateRows? late = null,
        int subtask = 0,
        int parallelism = 1,
        StateBackend? backend = null,
        bool savesChanges = false,
        long memory = long.MaxValue)
    {
        _operator = instance;
        _context = new DriverContext(
            batchSize, zone ?? TimeZoneInfo.Utc, late ?? NoLateRows.Instance, subtask, parallelism,
            new BufferPool("driver", memory), backend ?? StateBackend.Memory, savesChanges);
        instance.Open(_context, this);
    }

    /// <summary>Rows and watermarks, one a line.</summary>
    public List<string> Lines { get; } = [];

    public OperatorMetrics Metrics => _context.Metrics;

    public BufferPool Memory => _context.Memory;

    public DriverClock Time => _context.Driver;

    /// <summary>Whether the operator has said that it wants no more rows.</summary>
    public bool Stopped => _context.Stopped;

    public void Process(RecordBatch batch) => _operator.Process(0, batch);

    public void Watermark(long time) => _operator.OnWatermark(time);

    /// <summary>Moves the clock and rings the timers that are due.</summary>
    public void Advance(long toMilliseconds)
    {
        while (_context.Timers.Count != 0 && _context.Timers.Min <= toMilliseconds)
        {
            long due = _context.Timers.Min;
            _context.Timers.Remove(due);
            _context.Driver.Milliseconds = Math.Max(_context.Driver.Milliseconds, due);
            _operator.OnTimer(due);
        }

        _context.Driver.Milliseconds = toMilliseconds;
    }

    public void End() => _operator.OnEnd();

    /// <summary>The state as a barrier would find it; rows that are made later have not been made yet.</summary>
    public StateSnapshot Snapshot(BufferPool memory, CheckpointLineage? lineage = null)
    {
        _operator.OnBarrier(1, 0);
        var snapshot = new StateSnapshot(memory) { Lineage = lineage, Files = _files };
        _operator.Snapshot(snapshot);
        foreach ((string name, long count) in Metrics.Counts)
        {
            snapshot.Put(name, count);
        }

        return snapshot;
    }

    /// <summary>Gives the operator its part of what the subtasks of another run left.</summary>
    public void Restore(IReadOnlyList<StateSnapshot> subtasks)
    {
        var state = new RestoredState(
            subtasks, _context.Subtask, _context.Parallelism, _context.MaxParallelism, _context.Memory);
        _operator.Restore(state);
        Metrics.Restore(state);
    }

    public override void Emit(RecordBatch batch)
    {
        using RecordBatch owned = batch;
        Lines.AddRange(Pictures.Of(batch));
    }

    public override void EmitWatermark(long time) => Lines.Add(Pictures.Watermark(time));

    public override void EmitStatus(bool idle) => Lines.Add(idle ? "idle" : "active");

    public override void EmitBarrier(BarrierElement barrier) => Lines.Add($"barrier {barrier.CheckpointId}");

    public override void EmitEnd() => Lines.Add("end");

    public void Dispose() => _operator.Close();

    private sealed class DriverContext(
        int batchSize, TimeZoneInfo zone, ILateRows late, int subtask, int parallelism,
        BufferPool memory, StateBackend backend, bool savesChanges)
        : OperatorContext
    {
        public SortedSet<long> Timers { get; } = [];

        public DriverClock Driver { get; } = new();

        public override string OperatorName => "driven";

        public override int Subtask => subtask;

        public override int Parallelism => parallelism;

        public override int MaxParallelism => 128;

        public override int BatchSize => batchSize;

        public override TimeSpan BufferTimeout => TimeSpan.FromMilliseconds(-1);

        public override TimeSpan WatermarkInterval => TimeSpan.Zero;

        public override TimeSpan IdleTimeout => TimeSpan.Zero;

        public override BufferPool Memory => memory;

        public override StateBackend StateBackend => backend;

        public override bool SavesChanges => savesChanges;

        public override TimeProvider Clock => Driver;

        public override TimeZoneInfo Zone => zone;

        public override OperatorMetrics Metrics { get; } = new("driven", 0);

        public override ILateRows LateRows => late;

        public override void SetTimer(long time) => Timers.Add(time);

        public override void StopInput() => Stopped = true;

        public override Action PauseInput() => () => { };

        public bool Stopped { get; private set; }
    }

    internal sealed class DriverClock : TimeProvider
    {
        public long Milliseconds { get; set; }

        /// <summary>How far each reading moves the clock.</summary>
        public long Tick { get; set; }

        public override DateTimeOffset GetUtcNow()
        {
            Milliseconds += Tick;
            return DateTimeOffset.FromUnixTimeMilliseconds(Milliseconds - Tick);
        }
    }
}
