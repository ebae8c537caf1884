using System.Globalization;
using System.Text;

namespace FlinkSql.Tests.Simulation.Swarm;

/// <summary>Runs seeds of a plan and adds up how they went.</summary>
internal sealed class SwarmReport
{
    private readonly SimulationPlan _plan;
    private readonly Coverage _coverage = new();
    private int _seeds;
    private long _kills;
    private int _leastKills = int.MaxValue;
    private long _failures;
    private long _checkpoints;
    private long _steps;

    private SwarmReport(SimulationPlan plan)
    {
        _plan = plan;
        plan.Prepare();
    }

    /// <summary>The situations that were met.</summary>
    public IReadOnlyDictionary<string, long> Situations => _coverage.Hits;

    public long Kills => _kills;

    public int LeastKills => _leastKills;

    /// <summary>Runs seeds from 0; one in a hundred twice, which must go the same way.</summary>
    /// <exception cref="BrokenPromiseException">One went wrong; the message says how to replay it.</exception>
    public static SwarmReport Run(SimulationPlan plan, int seeds, long first = 0)
    {
        var report = new SwarmReport(plan);
        for (long seed = first; seed < first + seeds; seed++)
        {
            report.Run(seed, twice: seed % 100 == 1);
        }

        return report;
    }

    /// <summary>Runs one seed, and leaves every step of it in a file, whether it goes well or not.</summary>
    public static SwarmReport Replay(SimulationPlan plan, long seed, string trace)
    {
        var report = new SwarmReport(plan);
        Directory.CreateDirectory(Path.GetDirectoryName(trace)!);
        try
        {
            report.Run(seed, twice: false, traced: true);
        }
        finally
        {
            File.WriteAllText(trace, World.Current.Story);
        }

        return report;
    }

    public override string ToString()
    {
        var text = new StringBuilder(string.Create(
            CultureInfo.InvariantCulture,
            $"{_plan.Name}: {_seeds} seeds, {_kills} kills ({(double)_kills / _seeds:0.0} a seed, at least {_leastKills}), {_failures} task failures, {_checkpoints} checkpoints, {_steps} steps"));
        foreach ((string situation, long count) in _coverage.Hits)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n  {count,7} {situation}");
        }

        return text.ToString();
    }

    private void Run(long seed, bool twice, bool traced = false)
    {
        try
        {
            SimulationResult result = SimulationRun.Execute(_plan, seed, traced || twice);
            Add(result);
            if (twice)
            {
                Compare(result.Trace, SimulationRun.Execute(_plan, seed, traced: true).Trace);
            }
        }
        catch (Exception failure)
        {
            throw new BrokenPromiseException(
                $"{_plan.Name}, seed {seed}: {failure.Message}\n"
                + $"with {SwarmOptions.Of(seed).Text}\n"
                + $"replay: FLINKSQL_SIM='plan={_plan.Name} seed={seed}' dotnet test tests -c Release --filter SwarmTests",
                failure);
        }
    }

    private void Add(SimulationResult result)
    {
        _seeds++;
        _kills += result.Kills;
        _leastKills = Math.Min(_leastKills, result.Kills);
        _failures += result.Failures;
        _checkpoints += result.Checkpoints;
        _steps += result.Steps;
        _coverage.Add(result.Coverage);
    }

    private static void Compare(string first, string second)
    {
        if (first != second)
        {
            string[] one = first.Split('\n'), other = second.Split('\n');
            int line = Enumerable.Range(0, Math.Min(one.Length, other.Length)).FirstOrDefault(at => one[at] != other[at], -1);
            throw new BrokenPromiseException($"two runs of one seed differ at step {line}: {one[line]} and {other[line]}");
        }
    }
}
