using FlinkSql.Columnar;
using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Operators;
using FlinkSql.Runtime.Scheduling;

namespace FlinkSql.Tests.Simulation.Swarm.Plans;

/// <summary>
/// Two sources, a sum per key, a sink with transactions, all of operators made for it: it proves the protocol and the
/// simulation by themselves.
/// </summary>
internal sealed class KeyedSumPlan() : SimulationPlan("sums")
{
    public static readonly Schema Rows = new([new Field("k", DataTypes.BigInt.NotNull()), new Field("v", DataTypes.BigInt.NotNull())]);

    protected override IReadOnlyDictionary<string, SourceData> MakeTables(int dataSet)
    {
        var random = new SeededRandom(dataSet, "sums");
        return new Dictionary<string, SourceData>
        {
            ["left"] = Table(random, random.Next(1, 4), 300),
            ["right"] = Table(random, 1, random.Next(2) * 120),
        };
    }

    protected override CompiledJob MakeJob(int parallelism)
    {
        var job = new JobBuilder();
        var broker = new WorldSink();
        int left = job.Vertex("left", parallelism, () => new SourceOperator(new WorldSource("left", Rows)));
        int right = job.Vertex(
            "right", 1, () => new SourceOperator(new WorldSource("right", Rows)), () => new FaultyOperator("map"));
        int sum = job.Vertex("sum", parallelism, () => new KeyedSumOperator());
        int sink = job.Vertex("sink", Math.Max(1, parallelism - 1), () => new SinkOperator(broker));
        return job
            .Edge(left, sum, Partitioning.Hash, [0])
            .Edge(right, sum, Partitioning.Hash, [0])
            .Edge(sum, sink, Partitioning.Rebalance)
            .Build();
    }

    private static SourceData Table(SeededRandom random, int splits, int rows) => new(
        Rows,
        [.. Enumerable.Range(0, splits).Select(_ => (IReadOnlyList<object?[]>)
            [.. Enumerable.Range(0, rows / splits).Select(_ => new object?[] { (long)random.Next(9), (long)random.Next(1000) })])]);
}
