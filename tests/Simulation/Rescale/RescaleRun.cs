using System.Text;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Scheduling;
using FlinkSql.Runtime.Storage;
using FlinkSql.Tests.Simulation.Disk;

namespace FlinkSql.Tests.Simulation.Rescale;

/// <summary>One run of a plan, which maybe stops at a checkpoint and goes on at another parallelism.</summary>
internal sealed class RescaleRun(RescaleEngine engine, RescalePlan plan, string settings, long seed)
{
    private readonly RescaleWorld _world = new(seed);
    private readonly SeededRandom _random = new(seed, "rescale");
    private int _processes;

    /// <summary>SET statements of the run that goes on, where they are others.</summary>
    public string? SettingsAfter { get; init; }

    /// <summary>Whether it went on from a checkpoint.</summary>
    public bool Stopped { get; private set; }

    /// <summary>Whether the checkpoint holds rows that its barriers have overtaken.</summary>
    public bool Overtaken { get; private set; }

    /// <summary>What is left of all changes that readers see.</summary>
    public string Output => Folded(plan.WritesFiles ? FileLines() : _world.Visible);

    /// <summary>Runs without a stop.</summary>
    public void RunThrough(int parallelism)
    {
        using SimulatedRuntime runtime = Runtime();
        Finish(runtime, Submit(runtime, settings, parallelism));
    }

    /// <summary>Takes a checkpoint somewhere on the way, and goes on from there, unless the job ended before.</summary>
    public void RunWithStop(int from, int to)
    {
        int rows = _random.Next(1, _world.RowsOf(plan.Tables) * 2 / 3);
        using (SimulatedRuntime runtime = Runtime())
        {
            JobMaster job = Submit(runtime, settings, from);
            runtime.Run(() => job.Completion.IsCompleted || _world.RowsRead >= rows);
            Task<long> asked = job.TakeCheckpoint();
            runtime.Run(() => job.Completion.IsCompleted || asked.IsCompletedSuccessfully);
            if (job.Completion.IsCompleted)
            {
                Finish(runtime, job);
                return;
            }

            long until = runtime.Steps + _random.Next(100);
            runtime.Run(() => job.Completion.IsCompleted || runtime.Steps >= until);
            job.Cancel();
            runtime.Run(() => job.Completion.IsCompleted);
            if (job.State == JobState.Finished)
            {
                return;
            }
        }

        using SimulatedRuntime after = Runtime();
        Overtaken = DurableCheckpointStorage.Describe(Store(_world.Disk.Mount("reader")).LoadNewest().Checkpoint!).HasInFlight;
        Finish(after, Submit(after, SettingsAfter ?? settings, to));
        Stopped = true;
    }

    private static void Finish(SimulatedRuntime runtime, JobMaster job)
    {
        runtime.Run(() => job.Completion.IsCompleted);
        if (!job.Completion.IsCompletedSuccessfully || job.State != JobState.Finished)
        {
            throw new InvalidOperationException($"the job is {job.State}", job.Completion.Exception?.InnerException);
        }
    }

    private static CheckpointStore Store(SimulatedFileSystem files) => new(files, "/checkpoints", "job");

    private SimulatedRuntime Runtime() => new(seed + (++_processes * 1000));

    private JobMaster Submit(SimulatedRuntime runtime, string with, int parallelism)
    {
        SimulatedFileSystem files = _world.Disk.Mount($"process {_processes}");
        var pool = new SlotPool(new TaskManager("tm", 2 * parallelism, long.MaxValue));
        var manager = new JobManager(runtime, pool, files: files);
        CheckpointStore store = Store(files);
        var storage = new DurableCheckpointStorage(store, runtime.Time, retained: 1, Math.Max(0, store.LastToken()));
        return manager.Submit(Varied(engine.Compile(with + plan.Script, parallelism, _world, files)), storage, fromNewest: true);
    }

    // Small batches and few credits, so that much is under way between tasks when the barriers come.
    private CompiledJob Varied(CompiledJob job) => job with
    {
        Settings = job.Settings with
        {
            BatchSize = new[] { 1, 3, 16 }[_random.Next(3)],
            ChannelCredits = _random.Next(1, 4),
            BufferTimeout = TimeSpan.FromMilliseconds(_random.Next(-1, 2)),
            WatermarkInterval = TimeSpan.FromMilliseconds(_random.Next(3) * 200),
        },
    };

    private IEnumerable<string> FileLines()
    {
        IFileSystem files = _world.Disk.Mount("reader");
        return files.List("/out")
            .Where(entry => !entry.Name.StartsWith('.'))
            .SelectMany(entry => Encoding.UTF8.GetString(files.ReadAll($"/out/{entry.Name}"))
                .Split('\n', StringSplitOptions.RemoveEmptyEntries))
            .Select(line => $"+I {line}");
    }

    // The rows of different writers come in any order, so only what is left in the end can be compared.
    private static string Folded(IEnumerable<string> lines)
    {
        var rows = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (string line in lines)
        {
            string row = line[2..];
            rows[row] = rows.GetValueOrDefault(row) + (line[..2] is "+I" or "+U" ? 1 : -1);
        }

        return string.Join('\n', rows.Where(row => row.Value != 0).Select(row => $"{row.Value} x{row.Key}"));
    }
}
