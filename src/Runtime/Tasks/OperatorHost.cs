using System.Globalization;
using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.Operators;

namespace FlinkSql.Runtime.Tasks;

/// <summary>
/// One operator in its place in a chain: every call to it goes through here, is counted, and fails under the name of
/// the operator.
/// </summary>
internal sealed class OperatorHost(Operator instance, OperatorMetrics metrics, OperatorHost? feeder)
{
    private readonly WrittenFiles _files = new();
    private Output? _output;

    public Operator Instance { get; } = instance;

    public OperatorMetrics Metrics { get; } = metrics;

    /// <summary>The operator before it in the chain; null at the head.</summary>
    public OperatorHost? Feeder { get; } = feeder;

    /// <summary>How many of those it feeds still want rows.</summary>
    public int Consumers { get; set; }

    /// <summary>Whether it wants no more rows: those that come are dropped.</summary>
    public bool Stopped { get; set; }

    public void Open(OperatorContext context, Output output)
    {
        _output = output;
        Call(() => Instance.Open(context, output));
    }

    public void Process(int input, RecordBatch batch)
    {
        if (Stopped)
        {
            batch.Dispose();
            return;
        }

        Metrics.RowsIn += batch.RowCount;
        if (batch.Marks.Length != 0)
        {
            Observe(batch.Marks[0].Time);
            Observe(batch.Marks[^1].Time);
        }

        try
        {
            Instance.Process(input, batch);
        }
        catch (Exception failure) when (failure is not OperatorException)
        {
            throw Blame(failure);
        }
    }

    public void Watermark(long time)
    {
        Observe(time);
        try
        {
            Instance.OnWatermark(time);
        }
        catch (Exception failure) when (failure is not OperatorException)
        {
            throw Blame(failure);
        }
    }

    public void Status(bool idle) => Call(() => Instance.OnStatus(idle));

    public void Split(SplitMetrics split, SplitChange change) => Call(() => Instance.OnSplit(split, change));

    public void Timer(long time) => Call(() => Instance.OnTimer(time));

    /// <summary>The barrier reaches the operator, whose state is kept, and then those it feeds.</summary>
    public void Barrier(BarrierElement barrier)
    {
        if (!Instance.SavesState)
        {
            throw Blame(new NotSupportedException("checkpoints cannot hold the state of this operator"));
        }

        Call(() => Instance.OnBarrier(barrier.CheckpointId, barrier.Timestamp));
        CheckpointLocation location = barrier.Location;
        TakeSnapshot(location.InMemory || location.IsSavepoint ? null : new CheckpointLineage(location.Id, location.Base));
        _output!.EmitBarrier(barrier);
    }

    /// <summary>The state as it is now.</summary>
    public void TakeSnapshot(CheckpointLineage? lineage = null)
    {
        var snapshot = new StateSnapshot(SnapshotMemory) { Lineage = lineage, Files = _files };
        Snapshot = snapshot;
        Call(() => Instance.Snapshot(snapshot));
        foreach ((string name, long count) in Metrics.Counts)
        {
            snapshot.Put(name, count);
        }
    }

    /// <summary>The state at the last barrier, until somebody has taken it.</summary>
    public StateSnapshot? Snapshot { get; set; }

    /// <summary>What snapshots are held in.</summary>
    public required BufferPool SnapshotMemory { get; init; }

    public void Restore(RestoredState state)
    {
        Call(() => Instance.Restore(state));
        Metrics.Restore(state);
    }

    public void CheckpointCompleted(long checkpointId) => Call(() => Instance.OnCheckpointCompleted(checkpointId));

    /// <summary>The end reaches the operator, and then those it feeds.</summary>
    public void End()
    {
        Call(Instance.OnEnd);
        _output!.EmitEnd();
    }

    public void Close() => Call(Instance.Close);

    public void Call(Action action)
    {
        try
        {
            action();
        }
        catch (Exception failure) when (failure is not OperatorException)
        {
            throw Blame(failure);
        }
    }

    private void Observe(long time)
    {
        if (time < Metrics.Watermark)
        {
            throw Blame(new InvalidOperationException(
                $"runtime: the watermark went back from {Metrics.Watermark} to {time}"));
        }

        Metrics.Watermark = time;
    }

    private OperatorException Blame(Exception failure) =>
        new(Metrics.OperatorName, Metrics.Subtask, failure is StateBudgetException budget ? Explain(budget) : failure);

    private RuntimeException Explain(StateBudgetException budget) => new(
        "FLS6110",
        $"the state of {Metrics.OperatorName} needs {Mib(budget.Needed)} in one slot, which has {Mib(budget.Limit)}",
        "raise 'taskmanager.memory.managed.size', spread the keys over more slots by 'parallelism.default', or let state "
        + "end by 'table.exec.state.ttl'; 'state.backend.type' = 'rocksdb' keeps groups of GROUP BY on the disk");

    private static string Mib(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.##} MiB");
}
