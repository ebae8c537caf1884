using FlinkSql.Columnar;
using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Operators;
using FlinkSql.Runtime.Scheduling;

namespace FlinkSql.Tests.Simulation;

/// <summary>
/// A random job of sources, a keyed exchange and a checking operator: splits whose rows are never late, with
/// watermarks and pauses between them, under random batch sizes, credits, timeouts and parallelism.
/// </summary>
internal sealed class RandomJob
{
    public static readonly Schema Schema = new(
        [new Field("key", DataTypes.BigInt), new Field("split", DataTypes.BigInt), new Field("time", DataTypes.BigInt)]);

    public RandomJob(int seed, Partitioning partitioning)
    {
        // What the data is depends on the data stream alone, so that knobs can change under the same data.
        var data = new SeededRandom(seed / 4, "data");
        var knobs = new SeededRandom(seed, "knobs");
        Splits = [.. Enumerable.Range(0, data.Next(1, 6)).Select(split => Script(data, split))];
        Settings = new JobSettings
        {
            BatchSize = knobs.OneIn(3) ? 1 : knobs.Next(1, 40),
            ChannelCredits = knobs.Next(1, 4),
            BufferTimeout = TimeSpan.FromMilliseconds(new[] { 0, -1, 1, 100 }[knobs.Next(4)]),
            IdleTimeout = knobs.OneIn(2) ? TimeSpan.FromMilliseconds(knobs.Next(1, 50)) : TimeSpan.Zero,
        };

        // A split to each subtask at most: the watermarks of one split are not those of the next.
        int sourceParallelism = Splits.Length + knobs.Next(2);
        int parallelism = partitioning == Partitioning.Forward ? sourceParallelism : knobs.Next(1, 5);
        var builder = new JobBuilder();
        int source = builder.Vertex(
            "source", sourceParallelism, () => new SourceOperator(new ScriptedSource(Schema, Splits)));
        int check = builder.Vertex("check", parallelism, Checked.Operator());
        int last = builder.Vertex("last", 1, Merged.Operator());
        builder.Edge(source, check, partitioning, [0]).Edge(check, last, Partitioning.Global);
        Parallelism = parallelism;
        Compiled = builder.Build(Settings);
    }

    public IReadOnlyList<object>[] Splits { get; }

    public JobSettings Settings { get; }

    public int Parallelism { get; }

    public CompiledJob Compiled { get; }

    /// <summary>What came through the random exchange.</summary>
    public Probe Checked { get; } = new();

    /// <summary>What came together again.</summary>
    public Probe Merged { get; } = new();

    public IReadOnlyList<string> ExpectedRows =>
    [
        .. Splits.SelectMany(split => split).OfType<object?[]>()
            .Select(row => "+I " + string.Join(' ', row))
            .Order(StringComparer.Ordinal),
    ];

    public JobMaster Run(SimulatedRuntime runtime)
    {
        var manager = new JobManager(runtime, new SlotPool(new TaskManager("tm", 8)));
        JobMaster job = manager.Submit(Compiled);
        runtime.Run();
        return job;
    }

    private static List<object> Script(SeededRandom random, int split)
    {
        var steps = new List<object>();
        long watermark = random.Next(100);
        int rows = random.Next(80);
        for (int row = 0; row < rows; row++)
        {
            if (random.OneIn(3))
            {
                watermark += random.Next(1, 10);
                steps.Add(watermark);
            }

            if (random.OneIn(20))
            {
                steps.Add(TimeSpan.FromMilliseconds(random.Next(1, 60)));
            }

            steps.Add(new object?[] { (long)random.Next(6), (long)split, watermark + 1 + random.Next(20) });
        }

        return steps;
    }
}
