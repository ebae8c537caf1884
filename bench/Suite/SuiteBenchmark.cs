using System.Globalization;
using FlinkSql.Bench.Suite.Nexmark;
using FlinkSql.Columnar;

namespace FlinkSql.Bench.Suite;

/// <summary>
/// Every query in the engine at parallelism 1 and 2 and in the loop by hand, in turns, so that a busy machine slows all;
/// prints medians, the ratio of engine to hand, bytes allocated per million rows, the scale-up, and how fast the source makes the rows
/// where that is a connector.
/// </summary>
internal static class SuiteBenchmark
{
    private const int Runs = 5;
    private const int DefaultRows = 10_000_000;

    public static void Run() => Run(SuiteQueries.All, new SuiteData(Rows));

    /// <summary>The queries of Nexmark over bids made beforehand, and how fast these are made.</summary>
    public static void RunNexmark() => Run(NexmarkQueries.All, new NexmarkBids(Rows));

    private static int Rows =>
        int.TryParse(Environment.GetEnvironmentVariable("BENCH_ROWS"), NumberStyles.None, CultureInfo.InvariantCulture, out int given)
            ? given : DefaultRows;

    private static void Run(IEnumerable<SuiteQuery> queries, ISuiteData data)
    {
        string only = Environment.GetEnvironmentVariable("BENCH_ONLY") ?? "";
        Console.WriteLine($"{data.Rows:N0} rows, medians of {Runs} runs, million rows/s");
        Console.WriteLine("| query | engine | by hand | ratio | bytes per M rows | rows out | parallelism 2 | source |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (SuiteQuery query in queries.Where(query => query.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))
        {
            Run(query, data);
        }
    }

    private static void Run(SuiteQuery query, ISuiteData data)
    {
        double started = SuiteClock.Seconds;
        List<RecordBatch> batches = data.Batches(query.Columns);
        string made = data.IsMadeAnew ? $"{data.Rows / (SuiteClock.Seconds - started) / 1e6:F1}" : "-";
        using var one = new SuiteEngine(query, data, batches, 1);
        using var two = new SuiteEngine(query, data, batches, 2);
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
            if (query.IsRepeatable && (engine.RowsOut != rows || parallel.RowsOut != rows))
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
            + $"| {allocated:N0} | {rows:N0} | {scale:F2} x | {made} |");
        batches.ForEach(batch => batch.Dispose());
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Runs / 2);
}
