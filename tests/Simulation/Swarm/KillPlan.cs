using FlinkSql.Runtime.Scheduling;
using FlinkSql.Tests.Simulation.Disk;

namespace FlinkSql.Tests.Simulation.Swarm;

/// <summary>
/// When the processes of a run are killed, one after another. The first five kills come before the input is read, so
/// that each of them takes place whatever the settings are; later ones also wait for the end of the job.
/// </summary>
internal sealed class KillPlan
{
    private const int Certain = 5;

    private readonly World _world;
    private readonly SeededRandom _random;
    private int _rows;
    private int _splits;
    private long _steps;
    private long _dueAt;

    public KillPlan(World world)
    {
        _world = world;
        _random = new SeededRandom(world.Seed, "kills");
    }

    public int Done { get; private set; }

    public int Left => _world.Options.Kills - Done;

    /// <summary>Decides when the process that begins is killed.</summary>
    public void Arm()
    {
        _rows = _splits = int.MaxValue;
        _steps = _dueAt = long.MaxValue;
        _world.KillAtCommit = null;
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
                _steps = _random.Next(60);
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

    /// <summary>Whether the process dies before its next step.</summary>
    public bool IsDue(long steps)
    {
        if (_dueAt == long.MaxValue
            && (steps >= _steps || _world.RowsRead >= _rows || _world.SplitsEnded >= _splits))
        {
            _dueAt = steps + (_steps == long.MaxValue ? _random.Next(Done < Certain ? 10 : 40) : 0);
        }

        return steps >= _dueAt;
    }

    /// <summary>The process is dead, by this plan or by the disk.</summary>
    public void Kill(bool byDisk)
    {
        Done++;
        _world.Coverage.Hit(byDisk ? "kill in a disk operation or commit" : "kill between steps");
        _world.Coverage.HitIf(_world.RowsRead == 0, "kill before the first row, during recovery");
        _world.Coverage.HitIf(_world.SplitsEnded == _world.TotalSplits, "kill after the last row");
        if (!byDisk)
        {
            _world.Disk.Crash(Kind());
        }
    }

    private int FewRows() => Math.Max(1, _random.Next(_world.TotalRows / 12, _world.TotalRows / (Certain + 1)));

    private CrashKind Kind() => _random.OneIn(2) ? CrashKind.Power : CrashKind.Process;
}
