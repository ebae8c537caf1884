using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Operators;
using FlinkSql.Runtime.Scheduling;

namespace FlinkSql.Tests.Simulation.Swarm.Plans;

/// <summary>Three pipelines in one job between which no row passes: when one fails the others run on.</summary>
internal sealed class RegionsPlan() : SimulationPlan("regions")
{
    protected override IReadOnlyDictionary<string, SourceData> MakeTables(int dataSet)
    {
        var random = new SeededRandom(dataSet, "regions");
        return Enumerable.Range(0, 3).ToDictionary(number => $"table {number}", _ => Table(random, random.Next(1, 4), random.Next(80, 200)));
    }

    protected override CompiledJob MakeJob(int parallelism)
    {
        var job = new JobBuilder();
        for (int number = 0; number < 3; number++)
        {
            string table = $"table {number}";
            var broker = new WorldSink();
            int source = job.Vertex("source", parallelism, () => new SourceOperator(new WorldSource(table, KeyedSumPlan.Rows)), () => new FaultyOperator("map"));
            int sum = job.Vertex("sum", Math.Max(1, parallelism - number), () => new KeyedSumOperator());
            int sink = job.Vertex("sink", parallelism, () => new SinkOperator(broker));
            job.Edge(source, sum, Partitioning.Hash, [0]).Edge(sum, sink, Partitioning.Rebalance);
        }

        return job.Build();
    }

    private static SourceData Table(SeededRandom random, int splits, int rows) => new(
        KeyedSumPlan.Rows,
        [.. Enumerable.Range(0, splits).Select(_ => (IReadOnlyList<object?[]>)
            [.. Enumerable.Range(0, rows / splits).Select(_ => new object?[] { (long)random.Next(9), (long)random.Next(1000) })])]);
}
