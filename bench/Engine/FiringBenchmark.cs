using System.Diagnostics;
using FlinkSql.Columnar;
using FlinkSql.Planner.Logical;
using FlinkSql.Runtime.Operators;

namespace FlinkSql.Bench.Engine;

/// <summary>
/// What it costs to fire a small window while many groups wait in windows that are not due: that must not depend on
/// how many wait.
/// </summary>
internal static class FiringBenchmark
{
    private const int Firings = 2_000;
    private const int RowsEach = 100;
    private const int Runs = 5;

    public static void Run()
    {
        foreach ((string name, WindowSpec window) in new (string, WindowSpec)[]
        {
            ("TUMBLE 1 s", new TumbleWindow(1_000)),
            ("HOP 1 s, 10 s", new HopWindow(1_000, 10_000)),
            ("SESSION 500 ms", new SessionWindow(500)),
        })
        {
            foreach (int waiting in new[] { 0, 10_000, 1_000_000 })
            {
                double[] times = [.. Enumerable.Range(0, Runs).Select(_ => Time(window, waiting)).Order()];
                Console.WriteLine($"{name,-16} {waiting,10:N0} groups wait   {times[Runs / 2] * 1e6 / Firings,8:F1} us a firing of {RowsEach} rows");
            }
        }
    }

    private static double Time(WindowSpec window, int waiting)
    {
        var context = new BenchContext();
        Operator instance = BenchOperators.Compile(WindowKindsBenchmark.Plan(window))();
        instance.Open(context, new DiscardOutput());
        const long Later = 1_000_000_000;
        instance.Process(0, Batch(context, Later, waiting));
        long start = Stopwatch.GetTimestamp();
        for (int firing = 0; firing < Firings; firing++)
        {
            instance.Process(0, Batch(context, firing * 1_000L, RowsEach));
            instance.OnWatermark((firing * 1_000L) + 999);
        }

        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        instance.Close();
        return seconds;
    }

    private static RecordBatch Batch(BenchContext context, long time, int keys)
    {
        var builder = new BatchBuilder(BenchOperators.Bids.Schema.ToSchema(), context.Memory);
        for (int key = 0; key < keys; key++)
        {
            builder.Fixed<long>(0).Append(time);
            builder.Fixed<long>(1).Append(key);
            builder.Fixed<long>(2).Append(key);
            builder.EndRow();
        }

        return builder.Build();
    }
}
