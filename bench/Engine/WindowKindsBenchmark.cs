using FlinkSql.Columnar;
using FlinkSql.Planner.Logical;
using FlinkSql.Planner.Physical;
using FlinkSql.Runtime.Operators;

namespace FlinkSql.Bench.Engine;

/// <summary>
/// COUNT, SUM and MAX by key over every kind of window, on batches in memory. The kinds take turns in one run; what
/// counts is the cost of a row against TUMBLE.
/// </summary>
internal static class WindowKindsBenchmark
{
    private const int Rows = 5_000_000;
    private const int BatchRows = 4096;
    private const int RowsPerSecond = 100_000;
    private const int Runs = 5;

    public static void Run()
    {
        foreach (int keys in new[] { 1_000, 100_000 })
        {
            // As many rows of a key belong together, on average, at every number of keys.
            long gap = 1000L * keys * 2 / RowsPerSecond;
            Run(keys,
            [
                ("TUMBLE 10 s", new TumbleWindow(10_000)),
                ("HOP 1 s, 10 s", new HopWindow(1_000, 10_000)),
                ("CUMULATE 1 s, 10 s", new CumulateWindow(1_000, 10_000)),
                ($"SESSION {gap} ms", new SessionWindow(gap)),
            ]);
        }
    }

    private static void Run(int keys, (string Name, WindowSpec Window)[] kinds)
    {
        var context = new BenchContext();
        List<RecordBatch> batches = BenchOperators.Batches(
            Rows, BatchRows, keys, context.Memory, RowsPerSecond, markEvery: 20_000);
        Func<Operator>[] operators = [.. kinds.Select(kind => BenchOperators.Compile(Plan(kind.Window)))];
        var seconds = new List<double>[kinds.Length];
        long[] results = new long[kinds.Length];
        for (int run = -1; run < Runs; run++)
        {
            for (int kind = 0; kind < kinds.Length; kind++)
            {
                (double time, results[kind]) = Time(operators[kind](), batches, context);
                (seconds[kind] ??= []).AddRange(run < 0 ? [] : [time]);
            }
        }

        double tumble = Median(seconds[0]);
        for (int kind = 0; kind < kinds.Length; kind++)
        {
            double time = Median(seconds[kind]);
            Console.WriteLine(
                $"{kinds[kind].Name,-20} {keys,9:N0} keys {Rows / time / 1e6,7:F1} M rows/s"
                + $"   {time / tumble,5:F2} x TUMBLE   {results[kind],12:N0} rows out");
        }

        batches.ForEach(batch => batch.Dispose());
    }

    private static (double Seconds, long Rows) Time(Operator instance, List<RecordBatch> batches, BenchContext context)
    {
        var output = new DiscardOutput();
        instance.Open(context, output);
        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        foreach (RecordBatch batch in batches)
        {
            instance.Process(0, batch.Retain());
        }

        instance.OnEnd();
        double seconds = System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalSeconds;
        instance.Close();
        return (seconds, output.Rows);
    }

    private static double Median(List<double> seconds) => seconds.Order().ElementAt(seconds.Count / 2);

    public static PhysicalWindowAggregate Plan(WindowSpec window) => new(
        BenchOperators.Bids,
        new GroupWindow(window, 0, TimeAttribute.Rowtime, LocalTimeZone: false),
        [1],
        [BenchOperators.Call("COUNT", "bids"), BenchOperators.Call("SUM", "total", 2), BenchOperators.Call("MAX", "best", 2)],
        [new WindowOutput(WindowProperty.Start, "window_start"), new WindowOutput(WindowProperty.End, "window_end")],
        InputRetracts: false);
}
