using FlinkSql.Columnar;
using FlinkSql.Runtime.Connect;
using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Operators;
using FlinkSql.Runtime.Scheduling;
using Xunit;

namespace FlinkSql.Tests.Simulation;

public sealed class WatermarkAssignerTests
{
    [Fact]
    public void A_mark_follows_each_row_that_moves_the_watermark_by_more_than_the_interval() =>
        Assert.Equal(
            ["+I 100", "W 90", "+I 300", "+I 301", "W 291", "+I 200", "+I 502", "W 492", "W max", "end"],
            Run(1, Watermark(NullRowtime.Fail), [100L], [300L], [301L], [200L], [502L]));

    [Fact]
    public void On_event_every_advance_is_a_mark() =>
        Assert.Equal(
            ["+I 100", "W 90", "+I 101", "W 91", "+I 101", "+I 50", "W max", "end"],
            Run(2, () => new ColumnWatermark(0, 10, onEvent: true), [100L], [101L], [101L], [50L]));

    [Fact]
    public void Marks_do_not_depend_on_batches()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            var random = new SeededRandom(seed, "rows");
            object?[][] rows =
                [.. Enumerable.Range(0, 200).Select(row => new object?[] { (long)(row * 20 + random.Next(-300, 300)) })];
            IReadOnlyList<string> expected = Run(1, Watermark(NullRowtime.Fail), rows);
            Assert.Contains(expected, line => line[0] == 'W' && line != "W max");
            foreach (int batchSize in new[] { 7, 64, 1000 })
            {
                Assert.True(
                    expected.SequenceEqual(Run(batchSize, Watermark(NullRowtime.Fail), rows)), $"seed {seed}");
            }
        }
    }

    [Fact]
    public void Times_before_1970_and_at_the_ends_of_time_are_times_like_any_other() =>
        Assert.Equal(
            ["+I -9223372036854775797", "W -9223372036854775807", "+I -5", "W -15", "+I 9223372036854775807",
             "W 9223372036854775797", "W max", "end"],
            Run(3, Watermark(NullRowtime.Fail), [long.MinValue + 11], [-5L], [long.MaxValue]));

    [Fact]
    public void What_is_left_over_is_sent_by_a_timer()
    {
        using var runtime = new SimulatedRuntime(1) { StepTime = TimeSpan.Zero };
        var seen = new Probe();
        var job = new JobBuilder();
        job.Vertex(
            "chain", 1,
            () => new SourceOperator(new ScriptedSource(
                Sim.Numbers, [new object?[] { 100L }, new object?[] { 150L }, TimeSpan.FromSeconds(5)])),
            Watermark(NullRowtime.Fail),
            seen.Operator(keepTimes: true));
        Sim.Submit(runtime, job.Build());
        runtime.Run();
        Assert.Equal(["0 +I 100", "0 W 90", "0 +I 150", "200 W 140", "5000 W max", "5000 end"], seen.Of(0));
    }

    [Fact]
    public void Null_fails_the_job_unless_told_otherwise()
    {
        using var runtime = new SimulatedRuntime(1);
        JobMaster job = Submit(runtime, new Probe(), 1, Watermark(NullRowtime.Fail), [1L], [null]);
        runtime.Run();
        var failure = (JobFailedException)job.Completion.Exception!.InnerException!;
        Assert.Equal("FLS6001", ((RuntimeException)failure.InnerException!).Code);
    }

    [Fact]
    public void Null_is_dropped_and_counted()
    {
        using var runtime = new SimulatedRuntime(1);
        var seen = new Probe();
        JobMaster job = Submit(runtime, seen, 10, Watermark(NullRowtime.Drop), [100L], [null], [400L], [null]);
        runtime.Run();
        Assert.Equal(["+I 100", "W 90", "+I 400", "W 390", "W max", "end"], seen.Of(0));
        Assert.Equal(2, job.Metrics()[1].BadRecords);
    }

    [Fact]
    public void Null_is_kept_without_moving_the_watermark() =>
        Assert.Equal(
            ["+I NULL", "+I 100", "W 90", "+I NULL", "W max", "end"],
            Run(10, Watermark(NullRowtime.Keep), [null], [100L], [null]));

    [Fact]
    public void Watermarks_from_before_are_replaced()
    {
        using var runtime = new SimulatedRuntime(1);
        var seen = new Probe();
        RecordBatch batch = BatchText.Parse(Sim.Numbers, "+I 100").WithMarks([new(0, 7), new(1, 5000)]);
        var job = new JobBuilder();
        job.Vertex(
            "chain", 1, () => new SourceOperator(BatchSource.Of(Sim.Numbers, batch)), Watermark(NullRowtime.Fail),
            seen.Operator());
        Sim.Submit(runtime, job.Build());
        runtime.Run();
        Assert.Equal(["+I 100", "W 90", "W max", "end"], seen.Of(0));
    }

    private static Func<Operator> Watermark(NullRowtime nulls) => () => new ColumnWatermark(0, 10, nulls);

    private static IReadOnlyList<string> Run(int batchSize, Func<Operator> assigner, params object?[][] rows)
    {
        using var runtime = new SimulatedRuntime(1);
        var seen = new Probe();
        JobMaster job = Submit(runtime, seen, batchSize, assigner, rows);
        runtime.Run();
        Assert.Equal(JobState.Finished, job.State);
        return seen.Of(0);
    }

    private static JobMaster Submit(
        SimulatedRuntime runtime, Probe seen, int batchSize, Func<Operator> assigner, params object?[][] rows)
    {
        var job = new JobBuilder();
        int from = job.Vertex("source", 1, () => new SourceOperator(ValuesSource.Of(Sim.Numbers, rows)), assigner);
        int to = job.Vertex("check", 1, seen.Operator());
        job.Edge(from, to, Partitioning.Forward);
        return Sim.Submit(runtime, job.Build(new JobSettings { BatchSize = batchSize }));
    }
}
