using System.Text;
using FlinkSql.Runtime.Connect;
using FlinkSql.Tests.Simulation.Disk;

namespace FlinkSql.Tests.Simulation.Swarm;

/// <summary>
/// What is outside the processes in one run and outlives them: the disk, the tables that are read, and the broker that
/// is written to. Sources and sinks of a compiled plan find it here, so that one plan serves any number of runs.
/// </summary>
internal sealed class World(long seed, SwarmOptions options, IReadOnlyDictionary<string, SourceData> tables, bool traced)
{
    [ThreadStatic]
    private static World? s_current;

    private SimulatedFileSystem? _sinkFiles;
    private int _mounted;

    /// <summary>The run that is under way on this thread.</summary>
    public static World Current
    {
        get => s_current ?? throw new InvalidOperationException("simulation: no run is under way");
        set => s_current = value;
    }

    /// <summary>The disk as the sinks of the run see it that is under way on this thread.</summary>
    public static SimulatedFileSystem SinkFiles => s_current?.MountForSinks() ?? new SimulatedDisk(0).Mount();

    public long Seed { get; } = seed;

    /// <summary>The sink of the processes that run, where the plan makes one for each run.</summary>
    public ISink? Sink { get; set; }

    /// <summary>When a reader or writer was last opened, which is when the job was last started.</summary>
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>The plan that runs.</summary>
    public required SimulationPlan Plan { get; init; }

    /// <summary>Whether nothing is wrong any more, or never was with the ways between nodes.</summary>
    public bool Prompt { get; set; } = options is { ChaosEvery.Ticks: 0, Network: { ClogOneIn: 0, ResetOneIn: 0 } };

    public SwarmOptions Options { get; } = options;

    public Coverage Coverage { get; } = new();

    public Dice Dice => field ??= new Dice(Seed, Options.TaskFailures, Options.TaskFailureOneIn, Coverage);

    public SimulatedDisk Disk { get; } = new(seed, options.Disk);

    public Broker Broker => field ??= new Broker(this);

    /// <summary>Rows that were read since the last kill.</summary>
    public int RowsRead { get; set; }

    /// <summary>Splits that were read to their end since the last kill.</summary>
    public int SplitsEnded { get; set; }

    /// <summary>Grows with each commit of the broker.</summary>
    public int Commits { get; private set; }

    /// <summary>The commit in which the process dies, before or after it took effect.</summary>
    public int? KillAtCommit { get; set; }

    /// <summary>Defects planted in what the simulation brings along.</summary>
    public IReadOnlySet<WorldBug> Bugs { get; init; } = new HashSet<WorldBug>();

    /// <summary>Everything that happened, if it is kept.</summary>
    public string Story => $"{Trace}";

    /// <summary>What is noted while it happens; null if nothing is.</summary>
    public StringBuilder? Trace { get; } = traced ? new StringBuilder() : null;

    public SourceData Table(string name) => tables[name];

    public int TotalRows => tables.Values.Sum(table => table.Rows);

    public int TotalSplits => tables.Values.Sum(table => table.Splits.Count);

    /// <summary>Whether all processes have died in a commit.</summary>
    public bool Killed { get; private set; }

    /// <summary>How often a reader was opened.</summary>
    public int Opened { get; set; }

    /// <summary>Counts begin anew after a kill.</summary>
    public void Forget()
    {
        Killed = false;
        KillAtCommit = null;
        Sink = null;
        RowsRead = SplitsEnded = 0;
    }

    /// <summary>Runs a commit, in which the process may die.</summary>
    public void Commit(Action commit)
    {
        if (++Commits == KillAtCommit)
        {
            bool done = Commits % 2 == 0;
            if (done)
            {
                commit();
            }

            Coverage.Hit(done ? "kill after a commit took effect" : "kill before a commit took effect");
            Killed = true;
            Disk.Crash(CrashKind.Process);
            throw new DiskCrashException("killed in a commit");
        }

        commit();
    }

    public void Note(string line) => Trace?.Append(line).Append('\n');

    /// <summary>Syncs that a planted bug leaves out.</summary>
    public bool Skips(string kind, string path) =>
        (Bugs.Contains(WorldBug.SinkFilesNotSynced) && kind == "sync" && path.StartsWith("/data/out/", StringComparison.Ordinal))
        || (Bugs.Contains(WorldBug.SinkFolderNotSynced) && kind == "sync directory" && path.StartsWith("/data/out", StringComparison.Ordinal))
        || (Bugs.Contains(WorldBug.CheckpointFolderNotSynced) && kind == "sync directory" && path.Contains("/chk-", StringComparison.Ordinal))
        || (Bugs.Contains(WorldBug.CatalogNotSynced) && kind == "sync directory" && path.EndsWith("/catalog", StringComparison.Ordinal));

    private SimulatedFileSystem MountForSinks()
    {
        if (_sinkFiles is null || _mounted != Disk.Incarnation)
        {
            (_sinkFiles, _mounted) = (Disk.Mount("sinks"), Disk.Incarnation);
        }

        return _sinkFiles;
    }
}
