using FlinkSql.Runtime.Connect;
using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Operators;
using FlinkSql.Runtime.Scheduling;
using FlinkSql.Tests.Simulation;
using Xunit;

namespace FlinkSql.Tests.Unit.Runtime;

public sealed class SlotPoolTests
{
    [Fact]
    public void A_job_needs_as_many_slots_as_its_highest_parallelism()
    {
        using var runtime = new SimulatedRuntime(1);
        var slots = new SlotPool(new TaskManager("a", 2), new TaskManager("b", 1));
        var manager = new JobManager(runtime, slots);
        manager.Submit(Job(1, 3));
        Assert.Equal((0, 3), (slots.Free, slots.Total));
        runtime.Run();
        Assert.Equal(3, slots.Free);
    }

    [Fact]
    public void Too_few_slots_are_an_error_that_names_the_option()
    {
        using var runtime = new SimulatedRuntime(1);
        var slots = new SlotPool(new TaskManager("a", 2));
        var manager = new JobManager(runtime, slots);
        var error = Assert.Throws<SlotException>(() => manager.Submit(Job(1, 3)));
        Assert.Contains("needs 3 slots, but 2 of 2 are free", error.Message);
        Assert.Contains("taskmanager.numberOfTaskSlots", error.Message);
        Assert.Equal(2, slots.Free);
        Assert.Empty(manager.Jobs);
    }

    [Fact]
    public void Several_jobs_run_side_by_side()
    {
        using var runtime = new SimulatedRuntime(5);
        var manager = new JobManager(runtime, new SlotPool(new TaskManager("a", 4)));
        JobMaster[] jobs = [manager.Submit(Job(1, 2)), manager.Submit(Job(2, 1))];
        runtime.Run();
        Assert.All(jobs, job => Assert.Equal(JobState.Finished, job.State));
        Assert.Equal(jobs, manager.Jobs);
        Assert.NotEqual(jobs[0].Id, jobs[1].Id);
    }

    private static CompiledJob Job(int sources, int checks)
    {
        var job = new JobBuilder();
        int from = job.Vertex("source", sources, () => new SourceOperator(ValuesSource.Of(Sim.Numbers, [1L], [2L])));
        int to = job.Vertex("check", checks, () => new PassOperator());
        return job.Edge(from, to, Partitioning.Hash, [0]).Build();
    }
}
