using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Scheduling;
using FlinkSql.Runtime.Storage;
using FlinkSql.Tests.Simulation.Disk;

namespace FlinkSql.Tests.Simulation.Swarm;

/// <summary>
/// One run of a plan: nodes are killed and started again with what the disk has kept, tasks, disk and network fail; then
/// nothing fails any more, and the job must come to its end with the right output.
/// </summary>
internal sealed class SimulationRun : IDisposable
{
    private const string Root = "/data/checkpoints";
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_recovery = TimeSpan.FromMilliseconds(100);

    private readonly SimulationPlan _plan;
    private readonly World _world;
    private readonly SimulatedRuntime _runtime;
    private readonly Nodes _nodes;
    private readonly Chaos _chaos;
    private readonly KillPlan _kills;
    private readonly SeededRandom _parallelism;
    private readonly CheckpointWatch _watch;
    private JobMaster? _job;
    private DefectWatch? _defects;
    private int _submissions;
    private int _failuresInCalm;
    private TimeSpan? _calmSince;
    private int _publishedBefore;
    private bool _ended;

    private SimulationRun(SimulationPlan plan, World world)
    {
        _plan = plan;
        _world = world;
        _watch = new CheckpointWatch(world);
        _runtime = new SimulatedRuntime(world.Seed, world.Trace, null) { MaxSteps = 400_000 };
        _nodes = new Nodes(world, _runtime);
        _chaos = new Chaos(world, _nodes, _runtime);
        _kills = new KillPlan(world, _nodes, _runtime);
        _parallelism = new SeededRandom(world.Seed, "parallelism");
    }

    /// <summary>Runs a plan with what a seed decides.</summary>
    /// <exception cref="BrokenPromiseException">The output is wrong, or the job does not get on.</exception>
    public static SimulationResult Execute(SimulationPlan plan, long seed, bool traced = false, params IEnumerable<WorldBug> bugs)
    {
        SwarmOptions options = plan.Bearing(SwarmOptions.Of(seed));
        var world = new World(seed, options, plan.Tables(options.DataSet), traced) { Plan = plan, Bugs = bugs.ToHashSet() };
        using var run = new SimulationRun(plan, world);
        return run.Execute();
    }

    /// <summary>What is left after a run in which nothing fails.</summary>
    public static World WithoutFaults(SimulationPlan plan, int dataSet)
    {
        SwarmOptions options = SwarmOptions.WithoutFaults(dataSet);
        var world = new World(dataSet, options, plan.Tables(dataSet), traced: false) { Plan = plan };
        using var run = new SimulationRun(plan, world);
        run.Run();
        return world;
    }

    public void Dispose() => _runtime.Dispose();

    private SimulationResult Execute()
    {
        if (_world.Trace is not null)
        {
            _world.Disk.Watch = operation => _world.Note($"{operation}");
        }

        if (_world.Bugs.Count != 0)
        {
            _world.Disk.Skips = _world.Skips;
        }

        World.Current = _world;
        using var defects = new DefectWatch();
        _defects = defects;
        try
        {
            Run();

            // Who reads the output now is not part of the run.
            _world.Disk.Options = new DiskOptions();
            _world.Disk.CrashNowhere();
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
            _kills.Done, _world.Dice.Thrown, _watch.Published, _runtime.Steps, _world.Coverage, _world.Story);
    }

    private void Run()
    {
        World.Current = _world;
        _nodes.StartAll();
        Tick();
        _runtime.Run(HasEnded);
        _ended = true;

        // Nobody has anything more to show.
        _runtime.RunFor(TimeSpan.FromMilliseconds(5));
    }

    /// <summary>Whoever looks at the run does so now and then, even where nothing goes on.</summary>
    private void Tick()
    {
        if (!_ended)
        {
            _runtime.Time.Schedule(TimeSpan.FromMilliseconds(1), Tick);
        }
    }

    private bool HasEnded()
    {
        if (_defects?.First is not null)
        {
            return true;
        }

        if (_kills.KillIfDue())
        {
            _job = null;
        }

        if (_kills.Left == 0)
        {
            BeCalm();
        }

        if (_job is null)
        {
            Submit();
        }
        else if (_job.Completion.IsCompleted)
        {
            return EndedWell(_job);
        }

        return false;
    }

    /// <summary>Nothing is wrong from now on: checkpoints are completed again, and the job ends.</summary>
    private void BeCalm()
    {
        if (_calmSince is not { } since)
        {
            _calmSince = _runtime.Time.Elapsed;
            _publishedBefore = _watch.Published;
            _world.Dice.Off = true;
            _world.Disk.Options = new DiskOptions();
            _chaos.Stop();
            return;
        }

        TimeSpan elapsed = _runtime.Time.Elapsed - since;
        if (elapsed > s_longest)
        {
            throw new BrokenPromiseException($"the job is {_job?.State} {elapsed} after the last fault");
        }

        if (_watch.Published == _publishedBefore && _world.Options.Job.Checkpoints.Interval is { } interval
            && elapsed > s_recovery + (3 * interval) && _world.Options.Job.Checkpoints.Timeout > s_recovery)
        {
            throw new BrokenPromiseException($"no checkpoint was completed within {elapsed} after the last fault");
        }
    }

    private bool EndedWell(JobMaster job)
    {
        if (job.Completion.IsCompletedSuccessfully)
        {
            return true;
        }

        // What went wrong before the calm may have ended it, once.
        if (_calmSince is not null && _failuresInCalm++ > 0)
        {
            throw new BrokenPromiseException("the job failed though nothing was wrong", job.Completion.Exception);
        }

        _world.Coverage.Hit("job failed, and was submitted again");
        _job = null;
        return false;
    }

    /// <summary>Submits the job to go on from its newest checkpoint, as soon as somebody leads and has slots.</summary>
    private void Submit()
    {
        if (_nodes.Leader is not { } leader || leader.Slots.Free < SwarmOptions.MostParallel)
        {
            return;
        }

        try
        {
            var store = new CheckpointStore(_world.Disk.Mount("jobs"), Root, "job");
            var storage = new WatchedStorage(
                new DurableCheckpointStorage(
                    store, _runtime.Time, _world.Options.Retained, Math.Max(0, store.LastToken()), $"p{_submissions++}"),
                _watch);
            CompiledJob job = _plan.Job(Parallelism()) with { Settings = _world.Options.Job };
            _world.Note($"submit to {leader.Token}");
            _world.Sink = null;
            _job = leader.Submit(job, storage, fromNewest: true);
        }
        catch (Exception failure) when (failure is DiskCrashException or FileSystemException)
        {
            _world.Coverage.Hit("submission failed");
        }
    }

    private int Parallelism() =>
        _world.Options.Rescales ? _parallelism.Next(1, SwarmOptions.MostParallel + 1) : _world.Options.Parallelism;
}
