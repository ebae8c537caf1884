using System.Globalization;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Scheduling;
using FlinkSql.Runtime.Storage;
using FlinkSql.Tests.Simulation.Disk;

namespace FlinkSql.Tests.Simulation.Swarm;

/// <summary>
/// One run of a plan: processes are killed and started again from what the disk has kept, tasks and the disk fail;
/// then nothing fails any more, and the job must come to its end with the right output.
/// </summary>
internal sealed class SimulationRun
{
    private const string Root = "/data/checkpoints";
    private const int MaxProcesses = 300;

    private readonly SimulationPlan _plan;
    private readonly World _world;
    private readonly KillPlan _kills;
    private readonly SeededRandom _parallelism;
    private readonly CheckpointWatch _watch = new();
    private DateTimeOffset _now = VirtualTimeProvider.DefaultStart;
    private int _checkpoints;
    private long _steps;

    private SimulationRun(SimulationPlan plan, World world)
    {
        _plan = plan;
        _world = world;
        _kills = new KillPlan(world);
        _parallelism = new SeededRandom(world.Seed, "parallelism");
    }

    /// <summary>Whether nothing fails any more.</summary>
    private bool Calm => _kills.Left == 0;

    /// <summary>Runs a plan with what a seed decides.</summary>
    /// <exception cref="BrokenPromiseException">The output is wrong, or the job does not get on.</exception>
    public static SimulationResult Execute(SimulationPlan plan, long seed, bool traced = false)
    {
        SwarmOptions options = SwarmOptions.Of(seed);
        var world = new World(seed, options, plan.Tables(options.DataSet), traced);
        return new SimulationRun(plan, world).Execute();
    }

    /// <summary>What is left after a run in which nothing fails.</summary>
    public static World WithoutFaults(SimulationPlan plan, int dataSet)
    {
        SwarmOptions swarm = SwarmOptions.Of(dataSet);
        SwarmOptions options = swarm with
        {
            DataSet = dataSet,
            Kills = 0,
            TaskFailures = 0,
            Disk = new DiskOptions(),
            Parallelism = 1,
            Rescales = false,
            Job = new JobSettings { BatchSize = 16, WatermarkInterval = swarm.Job.WatermarkInterval },
        };
        var world = new World(dataSet, options, plan.Tables(dataSet), traced: false);
        var run = new SimulationRun(plan, world);
        World.Current = world;
        run.RunProcesses();
        return world;
    }

    private SimulationResult Execute()
    {
        World.Current = _world;
        if (_world.Trace is not null)
        {
            _world.Disk.Watch = operation => _world.Note($"{operation}");
        }

        using var defects = new DefectWatch();
        try
        {
            RunProcesses();
            _plan.Check(_world);
            if (_world.Broker.Pending.FirstOrDefault() is { } left)
            {
                throw new BrokenPromiseException($"transaction {left} was neither committed nor aborted");
            }
        }
        catch (Exception failure) when (defects.First is not null)
        {
            throw new BrokenPromiseException($"a defect came first: {defects.First}", failure);
        }

        if (defects.First is { } defect)
        {
            throw new BrokenPromiseException($"the job went on after a defect: {defect}");
        }

        return new SimulationResult(
            _kills.Done, _world.Dice.Thrown, _checkpoints, _steps, _world.Coverage, _world.Story);
    }

    private void RunProcesses()
    {
        do
        {
            if (_world.Process == MaxProcesses)
            {
                throw new BrokenPromiseException($"the job has not ended after {MaxProcesses} processes");
            }

            if (Calm)
            {
                _world.Dice.Off = true;
                _world.Disk.Options = new DiskOptions();
            }

            _world.NextProcess();
            _kills.Arm();
        }
        while (!RunProcess());
    }

    /// <summary>Runs one process; true when the job has ended well.</summary>
    private bool RunProcess()
    {
        int incarnation = _world.Disk.Incarnation;
        using var runtime = new SimulatedRuntime(
            unchecked((_world.Seed * 1_000_003) + _world.Process), _world.Trace, _now) { MaxSteps = 2_000_000 };
        JobMaster? master = Start(runtime);
        bool ran;
        try
        {
            ran = master is not null && runtime.Run(() =>
                master.Completion.IsCompleted || _world.Disk.Incarnation != incarnation || _kills.IsDue(runtime.Steps)
                || IsStuck(master, runtime));
        }
        finally
        {
            _now = runtime.Time.GetUtcNow();
            _steps += runtime.Steps;
            _checkpoints += master?.Checkpoints ?? 0;
        }

        _world.Coverage.HitIf(master?.Restarts > 0, "job restarted in its process");
        if (_world.Disk.Incarnation != incarnation)
        {
            _kills.Kill(byDisk: true);
            return false;
        }

        if (_kills.IsDue(runtime.Steps))
        {
            _kills.Kill(byDisk: false);
            return false;
        }

        if (master is null)
        {
            _world.Coverage.Hit("start failed");
            return false;
        }

        if (!ran)
        {
            throw new BrokenPromiseException($"the job is {master.State}, and nothing is left to do");
        }

        return HasEnded(master);
    }

    private bool HasEnded(JobMaster master)
    {
        if (master.Completion.IsCompletedSuccessfully)
        {
            return true;
        }

        if (Calm && _world.Dice.Off)
        {
            throw new BrokenPromiseException("the job failed while nothing was wrong", master.Completion.Exception);
        }

        _world.Coverage.Hit("job failed, and was started by a new process");
        return false;
    }

    /// <summary>Starts the job from its newest checkpoint; null if the disk did not let it.</summary>
    private JobMaster? Start(SimulatedRuntime runtime)
    {
        try
        {
            SimulatedFileSystem files = _world.Disk.Mount(string.Create(CultureInfo.InvariantCulture, $"p{_world.Process}"));
            files.CreateDirectories(Root);
            var store = new CheckpointStore(files, Root, "job");
            var storage = new WatchedStorage(
                new DurableCheckpointStorage(
                    store, runtime.Time, _world.Options.Retained, store.LastToken(), $"p{_world.Process}"),
                _watch);
            long? newest = store.LoadNewest().Checkpoint?.Manifest.Id;
            _world.Coverage.HitIf(newest is not null, "started from a checkpoint");
            _world.Note($"process {_world.Process} from {newest}");
            CompiledJob job = _plan.Job(Parallelism()) with { Settings = Calm ? _world.Options.Calm : _world.Options.Job };
            return new JobManager(runtime, new SlotPool(new TaskManager("tm", 8)), files: files)
                .Submit(job, storage, fromNewest: true);
        }
        catch (Exception failure) when (failure is DiskCrashException or FileSystemException or CheckpointOutcomeUnknownException)
        {
            return null;
        }
    }

    private int Parallelism() => _world.Options.Rescales ? _parallelism.Next(1, SwarmOptions.MostParallel + 1) : _world.Options.Parallelism;

    /// <summary>With nothing wrong a checkpoint is completed in three intervals, as long as the job has not ended.</summary>
    private bool IsStuck(JobMaster master, SimulatedRuntime runtime)
    {
        if (!Calm || master.Checkpoints > 0 || _world.Options.Calm.Checkpoints.Interval is not { } interval)
        {
            return false;
        }

        TimeSpan most = (interval > TimeSpan.FromMilliseconds(10) ? interval : TimeSpan.FromMilliseconds(10)) * 3;
        return runtime.Time.Elapsed > most
            ? throw new BrokenPromiseException($"no checkpoint was completed within {most} though nothing was wrong")
            : false;
    }
}
