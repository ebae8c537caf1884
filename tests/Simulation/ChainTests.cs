using FlinkSql.Columnar;
using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Operators;
using FlinkSql.Runtime.Scheduling;
using Xunit;

namespace FlinkSql.Tests.Simulation;

public sealed class ChainTests
{
    [Fact]
    public void An_operator_may_feed_several_others_and_another_vertex()
    {
        using var runtime = new SimulatedRuntime(1);
        Probe[] probes = [new(), new(), new()];
        var job = new JobBuilder();
        int from = job.Vertex("fan", 2,
        [
            new CompiledOperator("source", () => new SourceOperator(Sim.Count(20, 2)), [1]),
            new CompiledOperator("fan", () => new PassOperator(), [2, 3]),
            new CompiledOperator("left", probes[0].Operator(), []),
            new CompiledOperator("right", probes[1].Operator(), []),
        ]);
        int to = job.Vertex("other", 1, probes[2].Operator());
        CompiledJob compiled = job.Build(new JobSettings { BatchSize = 3 }) with
        {
            Edges = [new CompiledEdge(from, 1, to, 0, Partitioning.Global, [])],
        };
        JobMaster master = Sim.Submit(runtime, compiled);
        runtime.Run();
        Assert.Equal(JobState.Finished, master.State);
        Assert.All(probes, probe => Assert.Equal(Sim.Rows(20), probe.Rows));
        Assert.Equal(20, master.Metrics().Single(snapshot => snapshot.Name == "fan").RowsOut);
        Assert.All(master.Metrics(), snapshot => Assert.Equal(WatermarkElement.Max, snapshot.Watermark));
    }

    [Fact]
    public void The_last_rows_of_an_operator_reach_the_next_before_its_end()
    {
        using var runtime = new SimulatedRuntime(1);
        var seen = new Probe();
        var job = new JobBuilder();
        job.Vertex(
            "chain", 1, () => new SourceOperator(Sim.Count(3)), () => new HoldOperator(), () => new HoldOperator(),
            seen.Operator());
        Sim.Submit(runtime, job.Build(new JobSettings { BatchSize = 1 }));
        runtime.Run();
        Assert.Equal(["W max", "+I 1", "+I 2", "+I 3", "end"], seen.Of(0));
    }

    [Fact]
    public void An_operator_with_two_inputs_is_told_which_and_follows_the_slower_watermark()
    {
        using var runtime = new SimulatedRuntime(1);
        var inputs = new SortedSet<string>();
        var seen = new Probe();
        var job = new JobBuilder();
        int left = job.Vertex("left", 1, () => new SourceOperator(new ScriptedSource(
            Sim.Numbers, [new object?[] { 1L }, 10L, TimeSpan.FromSeconds(1)])));
        int right = job.Vertex("right", 1, () => new SourceOperator(new ScriptedSource(
            Sim.Numbers, [new object?[] { 2L }, 7L, TimeSpan.FromSeconds(2)])));
        int to = job.Vertex("join", 1, () => new InputOperator(inputs), seen.Operator());
        job.Edge(left, to, input: 0).Edge(right, to, input: 1);
        Sim.Submit(runtime, job.Build());
        runtime.Run();
        Assert.Equal(["0: +I 1", "1: +I 2"], inputs);
        Assert.Equal(["W 7", "W max", "end"], seen.Of(0).Where(line => line[0] != '+'));
    }

    [Fact]
    public void Splits_are_listed_once_for_all_subtasks()
    {
        using var runtime = new SimulatedRuntime(1);
        var source = new ScriptedSource(Sim.Numbers, [new object?[] { 1L }], [new object?[] { 2L }]);
        var seen = new Probe();
        var job = new JobBuilder();
        job.Vertex("chain", 3, () => new SourceOperator(source), seen.Operator());
        Sim.Submit(runtime, job.Build());
        runtime.Run();
        Assert.Equal(1, source.Listings);
        Assert.Equal(Sim.Rows(2), seen.Rows);
    }

    [Fact]
    public void A_chain_that_is_no_tree_is_refused()
    {
        using var runtime = new SimulatedRuntime(1);
        var job = new JobBuilder();
        job.Vertex("diamond", 1,
        [
            new CompiledOperator("source", () => new SourceOperator(Sim.Count(3)), [1, 2]),
            new CompiledOperator("left", () => new PassOperator(), [2]),
            new CompiledOperator("end", () => new PassOperator(), []),
        ]);
        JobMaster master = Sim.Submit(runtime, job.Build());
        runtime.Run();
        Assert.Equal(JobState.Failed, master.State);
    }

    /// <summary>Notes which row came through which input.</summary>
    private sealed class InputOperator(SortedSet<string> inputs) : Operator
    {
        public override bool SavesState => true;

        public override void Process(int input, RecordBatch batch)
        {
            for (int row = 0; row < batch.RowCount; row++)
            {
                inputs.Add($"{input}: {Probe.RowText(batch, row)}");
            }

            Output.Emit(batch);
        }
    }

    /// <summary>Keeps all rows until the end.</summary>
    private sealed class HoldOperator : Operator
    {
        private readonly List<RecordBatch> _held = [];

        public override bool SavesState => true;

        public override void Process(int input, RecordBatch batch) => _held.Add(batch);

        public override void OnEnd() => _held.ForEach(Output.Emit);
    }
}
