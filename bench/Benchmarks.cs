using FlinkSql.Bench.Connectors;
using FlinkSql.Bench.Engine;
using FlinkSql.Bench.Queries;
using FlinkSql.Bench.Scripts;
using FlinkSql.Bench.Soak;
using FlinkSql.Bench.State;
using FlinkSql.Bench.Suite;

namespace FlinkSql.Bench;

/// <summary>The benchmarks by name. Machines are noisy: read the ratios, which compare within one run.</summary>
internal static class Benchmarks
{
    private static readonly (string Name, string What, Action Run)[] All =
    [
        ("suite", "every query against hand-written C#, with allocation and scale-up", SuiteBenchmark.Run),
        ("nexmark", "the queries of Nexmark over bids, against hand-written C#", SuiteBenchmark.RunNexmark),
        ("scripts", "whole scripts over files, and DuckDB where it is installed", ScriptsBenchmark.Run),
        ("filter", "filter and project against hand-written C#", FilterProjectBenchmark.Run),
        ("tumble", "TUMBLE by key against hand-written C#", TumbleBenchmark.Run),
        ("windows", "HOP, CUMULATE and SESSION by key against TUMBLE", WindowKindsBenchmark.Run),
        ("firing", "firing a window while others wait", FiringBenchmark.Run),
        ("snapshot", "1 M keys in a checkpoint: how long the stream stands still", SnapshotBenchmark.Run),
        ("soak", "100 M rows in virtual time: memory stays flat", WindowSoak.Flat),
        ("keys", "1 M keys in every window: memory", WindowSoak.ManyKeys),
        ("incremental", "10 M keys of 100 bytes: checkpoints of what has changed", StateBenchmark.Incremental),
        ("rocksdb", "10 M keys of 100 bytes on the disk: resident memory", StateBenchmark.OnDisk),
        ("checkpoints", "throughput with a checkpoint every second against none", CheckpointBenchmark.Run),
        ("csv", "reading CSV", () => CsvReadBenchmark.Run()),
        ("json", "reading JSON lines", JsonReadBenchmark.Run),
        ("events", "making Nexmark events", NexmarkReadBenchmark.Run),
        ("flights", "the whole flights query from a CSV file", FlightsBenchmark.Run),
    ];

    public static int Run(string[] names)
    {
        string[] unknown = [.. names.Where(name => All.All(benchmark => benchmark.Name != name))];
        if (unknown.Length != 0)
        {
            Console.Error.WriteLine($"there is no benchmark {string.Join(", ", unknown)}; there are");
            foreach ((string name, string what, _) in All)
            {
                Console.Error.WriteLine($"  {name,-8} {what}");
            }

            return 2;
        }

        foreach ((string name, string what, Action run) in All.Where(b => names.Length == 0 || names.Contains(b.Name)))
        {
            Console.WriteLine($"== {name}: {what}");
            run();
        }

        return 0;
    }
}
