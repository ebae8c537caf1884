using System.Globalization;
using FlinkSql.Columnar;

namespace FlinkSql.Bench.Suite;

/// <summary>
/// Every query in the engine at parallelism 1 and 2 and in the loop by hand, in turns, so that a busy machine slows all;
/// prints medians, the ratio of engine to hand, bytes allocated per million rows, and the scale-up.
/// </summary>
internal static class SuiteBenchmark
{
    private const int Runs = 5;
    private const int DefaultRows = 10_000_000;

    public static void Run()
    {
        int rows = int.TryParse(Environment.GetEnvironmentVariable("BENCH_ROWS"), NumberStyles.None, CultureInfo.InvariantCulture, out int given)
            ? given : DefaultRows;
        string only = Environment.GetEnvironmentVariable("BENCH_ONLY") ?? "";
        var data = new SuiteData(rows);
        Console.WriteLine($"{rows:N0} rows, medians of {Runs} runs, million rows/s");
        Console.WriteLine("| query | engine | by hand | ratio | bytes per M rows | rows out | parallelism 2 |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (SuiteQuery query in SuiteQueries.All.Where(query => query.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))
        {
            Run(query, data);
        }
    }

    private static void Run(SuiteQuery query, SuiteData data)
    {
        List<RecordBatch> batches = data.Batches(query.Columns);
        using var one = new SuiteEngine(query, batches, 1);
        using var two = new SuiteEngine(query, batches, 2);
        var hand = new List<double>();
        var single = new List<SuiteRun>();
        var twice = new List<SuiteRun>();
        long rows = 0;
        for (int run = -1; run < Runs; run++)
        {
            SuiteRun engine = one.Run();
            double start = SuiteClock.Seconds;
            rows = query.ByHand(batches);
            double seconds = SuiteClock.Seconds - start;
            SuiteRun parallel = two.Run();
            if (engine.RowsOut != rows || parallel.RowsOut != rows)
            {
                throw new InvalidOperationException(
                    $"{query.Name}: the engine gave {engine.RowsOut:N0} and {parallel.RowsOut:N0} rows, the loop by hand {rows:N0}");
            }

            if (run >= 0)
            {
                single.Add(engine);
                hand.Add(seconds);
                twice.Add(parallel);
            }
        }

        double engineTime = Median(single.Select(run => run.Seconds)), handTime = Median(hand);
        double allocated = Median(single.Select(run => (double)run.Allocated)) / (data.Rows / 1e6);
        double scale = engineTime / Median(twice.Select(run => run.Seconds));
        Console.WriteLine(
            $"| {query.Name} | {data.Rows / engineTime / 1e6:F1} | {data.Rows / handTime / 1e6:F1} | {handTime / engineTime:F2} "
            + $"| {allocated:N0} | {rows:N0} | {scale:F2} x |");
        batches.ForEach(batch => batch.Dispose());
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Runs / 2);
}
