using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Operators;
using FlinkSql.Runtime.Scheduling;
using Xunit;

namespace FlinkSql.Tests.Simulation;

public sealed class CancelTests
{
    [Fact]
    public void Cancel_ends_an_endless_job_and_aborts_its_sinks()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            using var runtime = new SimulatedRuntime(seed);
            var source = new ScriptedSource(Sim.Numbers, [ScriptedSource.Forever], [ScriptedSource.Forever]);
            var sink = new RecordingSink(new Probe());
            var slots = new SlotPool(new TaskManager("tm", 2));
            var manager = new JobManager(runtime, slots);
            var job = new JobBuilder();
            int from = job.Vertex("source", 2, () => new SourceOperator(source));
            int to = job.Vertex("sink", 2, () => new SinkOperator(sink));
            job.Edge(from, to, Partitioning.Hash, [0]);
            JobMaster master = manager.Submit(job.Build(new JobSettings { BatchSize = 8 }));
            long stop = new SeededRandom(seed, "stop").Next(100);
            runtime.Run(() => runtime.Steps >= stop);
            master.Cancel();
            master.Cancel();
            runtime.Run();
            Assert.Equal(JobState.Cancelled, master.State);
            Assert.True(master.Completion.IsCompletedSuccessfully);
            Assert.Equal((0, 0, 0), (sink.Commits, sink.Finished, source.OpenReaders));
            Assert.Equal(2, slots.Free);
            Assert.Same(master, manager.Find(master.Id));
            Assert.True(manager.Remove(master.Id));
            Assert.Empty(manager.Jobs);
        }
    }

    [Fact]
    public void Cancel_after_the_end_changes_nothing()
    {
        using var runtime = new SimulatedRuntime(1);
        var job = new JobBuilder();
        job.Vertex("source", 1, () => new SourceOperator(Sim.Count(3)));
        JobMaster master = Sim.Submit(runtime, job.Build());
        runtime.Run();
        master.Cancel();
        runtime.Run();
        Assert.Equal(JobState.Finished, master.State);
    }
}
