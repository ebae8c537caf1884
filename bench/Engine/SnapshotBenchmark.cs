using System.Diagnostics;
using FlinkSql.Columnar;
using FlinkSql.Planner.Logical;
using FlinkSql.Planner.Physical;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Operators;

namespace FlinkSql.Bench.Engine;

/// <summary>
/// The snapshot of 1 M keys: how long the stream stands still while it is copied, and how long it takes until its rows are
/// made, which goes on beside the stream.
/// </summary>
internal static class SnapshotBenchmark
{
    private const int Keys = 1_000_000;
    private const int Runs = 7;

    public static void Run()
    {
        Measure("GROUP BY", new PhysicalGroupAggregate(
            BenchOperators.Bids, [1], [BenchOperators.Call("count", "n"), BenchOperators.Call("sum", "total", 2)], InputRetracts: false, EmitsUpdateBefore: true));
        Measure("TUMBLE", WindowKindsBenchmark.Plan(new TumbleWindow(1_000_000_000)));
        Measure("HOP", WindowKindsBenchmark.Plan(new HopWindow(500_000_000, 1_000_000_000)));
        Measure("SESSION", WindowKindsBenchmark.Plan(new SessionWindow(1_000_000_000)));
    }

    private static void Measure(string name, PhysicalNode node)
    {
        var context = new BenchContext();
        Operator instance = BenchOperators.Compile(node)();
        instance.Open(context, new DiscardOutput());
        instance.Process(0, AllKeys(context.Memory));
        var pauses = new List<double>();
        var totals = new List<double>();
        long bytes = 0;
        for (int run = 0; run < Runs; run++)
        {
            using var snapshot = new StateSnapshot(new BufferPool("snapshot", long.MaxValue));
            long start = Stopwatch.GetTimestamp();
            instance.Snapshot(snapshot);
            pauses.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            _ = snapshot.Tables.Count;
            totals.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            bytes = snapshot.Memory.Rented;
        }

        instance.Close();
        pauses.Sort();
        totals.Sort();
        Console.WriteLine(
            $"{name,-10} {Keys:N0} keys   pause {pauses[Runs / 2],6:F1} ms (worst {pauses[^1],6:F1})   "
            + $"all {totals[Runs / 2],7:F1} ms   {bytes / 1e6,5:F0} MB of rows");
    }

    private static RecordBatch AllKeys(BufferPool memory)
    {
        var builder = new BatchBuilder(BenchOperators.Bids.Schema.ToSchema(), memory);
        for (int key = 0; key < Keys; key++)
        {
            builder.Fixed<long>(0).Append(1_000);
            builder.Fixed<long>(1).Append(key * 7919L);
            builder.Fixed<long>(2).Append(key);
            builder.EndRow();
        }

        return builder.Build();
    }
}
