using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Operators;
using FlinkSql.Runtime.Scheduling;
using Xunit;

namespace FlinkSql.Tests.Simulation.Unaligned;

/// <summary>Three operators behind one another, the last of which takes a second for each batch: all queues are full.</summary>
public sealed class UnalignedBackpressureTests
{
    [Fact]
    public void Unaligned_checkpoints_complete_where_aligned_ones_time_out()
    {
        Assert.Equal(0, Checkpoints(new CheckpointSettings(), out _));
        Assert.InRange(Checkpoints(new CheckpointSettings { Unaligned = true }, out _), 25, 31);
    }

    [Fact]
    public void Barriers_fall_over_when_they_have_waited_long_enough()
    {
        int checkpoints = Checkpoints(new CheckpointSettings { Unaligned = true, AlignedTimeout = TimeSpan.FromSeconds(1) }, out List<TimeSpan> passed);
        Assert.InRange(checkpoints, 25, 31);
        Assert.All(passed, age => Assert.InRange(age, TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(1.1)));
        Assert.Equal(0, Checkpoints(new CheckpointSettings { Unaligned = true, AlignedTimeout = TimeSpan.FromSeconds(4) }, out _));
    }

    [Fact]
    public void A_job_without_backpressure_stays_aligned()
    {
        using var runtime = new SimulatedRuntime(1);
        var storage = new MemoryCheckpointStorage();
        JobMaster master = Submit(runtime, storage, new CheckpointSettings { Unaligned = true, AlignedTimeout = TimeSpan.FromSeconds(1) }, TimeSpan.Zero);
        runtime.RunFor(TimeSpan.FromMilliseconds(1));
        for (int number = 1; number <= 5; number++)
        {
            master.TakeCheckpoint();
            runtime.Run(() => master.Checkpoints == number);
            Assert.False(storage.Newest()!.HasInFlight);
        }
    }

    [Fact]
    public void What_a_user_keeps_holds_no_rows_that_were_overtaken()
    {
        using var runtime = new SimulatedRuntime(1);
        var storage = new MemoryCheckpointStorage();
        JobMaster master = Submit(runtime, storage, new CheckpointSettings { Unaligned = true, Timeout = TimeSpan.FromMinutes(5) }, TimeSpan.FromSeconds(1));
        runtime.RunFor(TimeSpan.FromSeconds(10));
        Task<long> taken = master.TakeCheckpoint(aligned: true);
        runtime.Run(() => taken.IsCompleted);
        Assert.False(storage.Newest()!.HasInFlight);
        taken = master.TakeCheckpoint();
        runtime.Run(() => taken.IsCompleted);
        Assert.True(storage.Newest()!.HasInFlight);
        taken = master.StopWithCheckpoint();
        runtime.Run(() => taken.IsCompleted);
        Assert.False(storage.Newest()!.HasInFlight);
    }

    [Fact]
    public void What_was_overtaken_for_a_checkpoint_that_is_given_up_is_given_back()
    {
        for (int seed = 0; seed < 50; seed++)
        {
            var tasks = new TaskManager("tm", 4);
            using var runtime = new SimulatedRuntime(seed);
            JobMaster master = new JobManager(runtime, new SlotPool(tasks)).Submit(Job(
                new CheckpointSettings { Unaligned = true, Interval = TimeSpan.FromMilliseconds(50), Timeout = TimeSpan.FromTicks(10), TolerableFailures = int.MaxValue },
                TimeSpan.FromMilliseconds(20),
                []));
            runtime.RunFor(TimeSpan.FromMilliseconds(500 + seed));
            master.Cancel();
            runtime.Run();
            Assert.True(tasks.Memory.Rented == 0, $"seed {seed}: {tasks.Memory.Rented} bytes, {master.Checkpoints} checkpoints");
        }
    }

    /// <summary>Checkpoints in a minute, one every other second, each of which may take three.</summary>
    private static int Checkpoints(CheckpointSettings settings, out List<TimeSpan> passed)
    {
        using var runtime = new SimulatedRuntime(1);
        passed = [];
        JobMaster master = new JobManager(runtime, new SlotPool(new TaskManager("tm", 4))).Submit(Job(
            settings with
            {
                Interval = TimeSpan.FromSeconds(2),
                Timeout = TimeSpan.FromSeconds(3),
                TolerableFailures = int.MaxValue,
            },
            TimeSpan.FromSeconds(1),
            passed));
        runtime.RunFor(TimeSpan.FromSeconds(62));
        Assert.Equal(JobState.Running, master.State);
        passed.RemoveRange(0, Math.Min(2, passed.Count));
        return master.Checkpoints;
    }

    private static JobMaster Submit(SimulatedRuntime runtime, ICheckpointStorage storage, CheckpointSettings settings, TimeSpan perBatch) =>
        new JobManager(runtime, new SlotPool(new TaskManager("tm", 4))).Submit(Job(settings, perBatch, []), storage);

    private static CompiledJob Job(CheckpointSettings settings, TimeSpan perBatch, List<TimeSpan> passed)
    {
        var job = new JobBuilder();
        int source = job.Vertex("source", 2, () => new SourceOperator(Sim.Forever(2)));
        int middle = job.Vertex("middle", 2, () => new PassOperator());
        int slow = job.Vertex("slow", 2, () => new AgeOperator(passed), () => perBatch == TimeSpan.Zero ? new PassOperator() : new SlowOperator(perBatch));
        return job.Edge(source, middle, Partitioning.Hash, [0]).Edge(middle, slow, Partitioning.Rebalance)
            .Build(new JobSettings { BatchSize = 10, ChannelCredits = 4, Checkpoints = settings });
    }

    /// <summary>Notes how old each checkpoint is when its barrier comes.</summary>
    private sealed class AgeOperator(List<TimeSpan> ages) : Operator
    {
        public override bool SavesState => true;

        public override void Process(int input, FlinkSql.Columnar.RecordBatch batch) => Output.Emit(batch);

        public override void OnBarrier(long checkpointId, long timestamp) =>
            ages.Add(Context.Clock.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(timestamp));
    }
}
