using System.Text;
using FlinkSql.Columnar;
using FlinkSql.Connectors;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Connect;
using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Operators;
using FlinkSql.Runtime.Scheduling;
using FlinkSql.Runtime.Storage;
using FlinkSql.Tests.Simulation.Disk;

namespace FlinkSql.Tests.Simulation.Sinks;

/// <summary>
/// A job that copies numbers into files, with its checkpoints on the same disk. A run goes on from what the last one left;
/// what readers see is looked at before every operation of the disk, and must never change once it is there.
/// </summary>
internal sealed class FileSinkScript(SimulatedDisk disk, long seed)
{
    public const int Rows = 60;
    private readonly SeededRandom _random = new(seed, "file-sink");
    private readonly Dictionary<string, string> _seen = new(StringComparer.Ordinal);
    private int _runs;

    /// <summary>What was seen to be wrong; null if nothing.</summary>
    public string? Fault { get; private set; }

    /// <summary>Options of the table beside path and format.</summary>
    public (string Key, string Value)[] Options { get; init; } = [];

    public string Path { get; init; } = "/out/rows";

    public string Format { get; init; } = "csv";

    /// <summary>Whether rows may be seen twice.</summary>
    public bool MayRepeat { get; init; }

    /// <summary>Restarts inside the process.</summary>
    public int Restarts { get; private set; }

    /// <summary>How often the job fails in a process.</summary>
    public int Failures { get; init; }

    /// <summary>Every number that is to be found.</summary>
    public static string Expected { get; } = string.Join(' ', Enumerable.Range(1, Rows));

    /// <summary>All rows that readers find, sorted.</summary>
    public string Found => string.Join(' ', VisibleFiles().SelectMany(file => Numbers(file.Content)).Order());

    /// <summary>What the last run failed with.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Runs the job to its end; false if it failed or the disk crashed.</summary>
    public bool Run()
    {
        Failure = null;
        try
        {
            return RunJob();
        }
        catch (DiskCrashException crash)
        {
            Failure = crash;
            return false;
        }
    }

    private bool RunJob()
    {
        SimulatedFileSystem files = disk.Mount($"process {++_runs}");
        files.Before = (_, _) => Look();
        using var runtime = new SimulatedRuntime(seed + _runs * 1000);
        var store = new CheckpointStore(files, "/checkpoints", "job");
        var storage = new DurableCheckpointStorage(store, ((IRuntime)runtime).Clock, retained: 2, store.LastToken());
        var manager = new JobManager(runtime, new SlotPool(new TaskManager("tm", 8, long.MaxValue)), files: files);
        JobMaster master = manager.Submit(Job(files), storage, fromNewest: true);
        runtime.Run(() => master.Completion.IsCompleted);
        Restarts += master.Restarts;
        Look();
        Failure = master.Completion.Exception;
        return master.State == JobState.Finished;
    }

    /// <summary>Files that are not visible.</summary>
    public IReadOnlyList<string> Hidden() =>
        [.. Walk(disk.Root, "").Where(file => file.Name.Contains("/.") && file.Name.StartsWith("/out", StringComparison.Ordinal)).Select(file => file.Name)];

    private CompiledJob Job(IFileSystem files)
    {
        var table = new ConnectorTable(
            "t",
            Sim.Numbers,
            new string?[] { null }.ToEquatable(),
            [],
            new Dictionary<string, string>([new("path", Path), new("format", Format), .. Options.Select(option => new KeyValuePair<string, string>(option.Key, option.Value))]));
        IConnector connector = new ConnectorRegistry(new ConnectorEnvironment { Files = files }).Get("filesystem");
        ISink sink = connector.CreateSink(table);
        int failures = Failures;
        var chance = new SeededRandom(seed + _runs, "failures");
        var source = new ScriptedSource(Sim.Numbers, Steps(1), Steps(0));
        var job = new JobBuilder();
        int from = job.Vertex("source", 2, () => new SourceOperator(source));
        int to = job.Vertex("sink", connector.Describe(table).MaxWriteParallelism == 1 ? 1 : _random.Next(1, 4), () => new PassOperator
        {
            BeforeBatch = (_, _) =>
            {
                if (failures > 0 && chance.OneIn(20))
                {
                    failures--;
                    throw new InvalidOperationException("planned");
                }
            },
        }, () => new SinkOperator(sink));
        return job.Edge(from, to, Partitioning.Rebalance).Build(new JobSettings
        {
            BatchSize = 3,
            BufferTimeout = TimeSpan.Zero,
            Checkpoints = new CheckpointSettings { Interval = TimeSpan.FromMilliseconds(5), TolerableFailures = 0 },
            Restart = Failures > 0 ? new FixedDelayRestart(Failures + 1, TimeSpan.FromMilliseconds(1)) : RestartStrategy.None,
        });
    }

    /// <summary>Numbers of one parity, a few each millisecond.</summary>
    private static List<object> Steps(int parity)
    {
        var steps = new List<object>();
        foreach (int number in Enumerable.Range(1, Rows).Where(n => n % 2 == parity))
        {
            steps.Add(new object?[] { (long)number });
            if (number % 5 == 0)
            {
                steps.Add(TimeSpan.FromMilliseconds(1));
            }
        }

        return steps;
    }

    private void Look()
    {
        if (Fault is not null)
        {
            return;
        }

        var numbers = new List<int>();
        foreach ((string name, string content) in VisibleFiles())
        {
            if (_seen.TryAdd(name, content) == false && _seen[name] != content)
            {
                Fault = $"{name} changed from '{_seen[name]}' to '{content}'";
            }

            numbers.AddRange(Numbers(content));
        }

        if (!MayRepeat && numbers.Distinct().Count() != numbers.Count)
        {
            Fault = $"seen twice: {string.Join(' ', numbers.GroupBy(n => n).Where(group => group.Count() > 1).Select(group => group.Key))}";
        }
    }

    private IEnumerable<(string Name, string Content)> VisibleFiles() => Walk(disk.Root, "")
        .Where(file => file.Name.StartsWith("/out/", StringComparison.Ordinal) && !file.Name.Contains("/."));

    private static IEnumerable<int> Numbers(string content) =>
        content.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse);

    private static IEnumerable<(string Name, string Content)> Walk(DiskDirectory directory, string path)
    {
        foreach ((string name, object node) in directory.Names)
        {
            if (node is DiskFile file)
            {
                yield return ($"{path}/{name}", Encoding.UTF8.GetString(file.Content));
            }
            else
            {
                foreach ((string, string) inner in Walk((DiskDirectory)node, $"{path}/{name}"))
                {
                    yield return inner;
                }
            }
        }
    }
}
