using FlinkSql.Runtime.Scheduling;
using FlinkSql.Tests.Simulation.Disk;

namespace FlinkSql.Tests.Simulation.Swarm;

/// <summary>
/// When nodes are killed in a run, and which. The first five kills come before the input is read, so that each of them
/// takes place whatever the settings are; later ones also wait for the end of the job.
/// </summary>
internal sealed class KillPlan
{
    private const int Certain = 5;

    /// <summary>A kill that waits for what does not come, on a disk that is full for ever say, takes place after this much.</summary>
    private const int MostSteps = 3000;

    private static readonly TimeSpan s_longest = TimeSpan.FromMilliseconds(300);

    private readonly World _world;
    private readonly Nodes _nodes;
    private readonly SimulatedRuntime _runtime;
    private readonly SeededRandom _random;
    private int _rows;
    private int _splits;
    private long _steps;
    private long _dueAt;
    private TimeSpan _latest;
    private long _latestStep;
    private int _incarnation;

    public KillPlan(World world, Nodes nodes, SimulatedRuntime runtime)
    {
        _world = world;
        _nodes = nodes;
        _runtime = runtime;
        _random = new SeededRandom(world.Seed, "kills");
        Arm();
    }

    public int Done { get; private set; }

    public int Left => _world.Options.Kills - Done;

    /// <summary>Kills what is to be killed now; true when all nodes have died.</summary>
    public bool KillIfDue()
    {
        if (_world.Disk.Incarnation != _incarnation)
        {
            Note(_world.Killed ? "kill in a commit" : "kill in a disk operation");
            _nodes.KillAll();
            Arm();
            return true;
        }

        if (Left == 0 || !IsDue() || !_nodes.Alive.Any())
        {
            return false;
        }

        bool all = false;
        switch (_random.Next(3))
        {
            case 0:
                Note("kill of all nodes");
                _world.Disk.Crash(Kind());
                _nodes.KillAll();
                all = true;
                break;
            case 1:
                Note("kill of the leader");
                _nodes.Kill(_nodes.LeaderLife?.Id.Name ?? OneOf("jm-"));
                break;
            default:
                Note("kill of a TaskManager");
                _nodes.Kill(OneOf("tm-"));
                break;
        }

        Arm();
        return all;
    }

    /// <summary>Decides when the next kill is.</summary>
    private void Arm()
    {
        _incarnation = _world.Disk.Incarnation;
        _world.Forget();
        _world.Disk.CrashNowhere();
        _rows = _splits = int.MaxValue;
        _steps = _dueAt = long.MaxValue;
        _latest = _runtime.Time.Elapsed + s_longest;
        _latestStep = _runtime.Steps + MostSteps;
        if (Left == 0)
        {
            return;
        }

        bool certain = Done < Certain;
        if (certain)
        {
            _rows = FewRows();
        }

        switch (_random.Next(certain ? 8 : 12))
        {
            case < 3:
                _rows = FewRows();
                break;
            case < 5:
                _steps = _runtime.Steps + _random.Next(200);
                break;
            case < 7:
                _world.Disk.CrashAt(_world.Disk.Operations + _random.Next(1, _random.OneIn(3) ? 20 : 200), Kind());
                break;
            case < 9:
                _world.KillAtCommit = _world.Commits + _random.Next(1, 4);
                break;
            default:
                _splits = _world.TotalSplits - _random.Next(Math.Min(3, _world.TotalSplits));
                break;
        }
    }

    private bool IsDue()
    {
        long steps = _runtime.Steps;
        if (_dueAt == long.MaxValue
            && (steps >= Math.Min(_steps, _latestStep) || _world.RowsRead >= _rows || _world.SplitsEnded >= _splits
                || _runtime.Time.Elapsed > _latest))
        {
            _dueAt = steps + (_steps == long.MaxValue && Done >= Certain ? _random.Next(80) : 0);
        }

        return steps >= _dueAt;
    }

    private void Note(string kind)
    {
        Done++;
        _world.Coverage.Hit(kind);
        _world.Coverage.HitIf(_world.RowsRead == 0, "kill before the first row, during recovery");
        _world.Coverage.HitIf(_world.SplitsEnded == _world.TotalSplits, "kill after the last row");
    }

    /// <summary>A node of a kind that is alive, or else any that is.</summary>
    private string OneOf(string kind)
    {
        string[] alive = [.. _nodes.Alive];
        string[] fitting = [.. alive.Where(name => name.StartsWith(kind, StringComparison.Ordinal))];
        string[] chosen = fitting.Length != 0 ? fitting : alive;
        return chosen[_random.Next(chosen.Length)];
    }

    /// <summary>So few that five times as many, and what is read at once, are not all.</summary>
    private int FewRows() => Math.Max(1, _random.Next(_world.TotalRows / 20, _world.TotalRows / (2 * Certain)));

    private CrashKind Kind() => _random.OneIn(2) ? CrashKind.Power : CrashKind.Process;
}
