using FlinkSql.Runtime.Job;

namespace FlinkSql.Tests.Simulation.Swarm;

/// <summary>A job to be simulated: its input, how it is made, and what its output must be.</summary>
internal abstract class SimulationPlan(string name)
{
    private readonly Dictionary<int, CompiledJob> _jobs = [];
    private readonly Dictionary<int, IReadOnlyDictionary<string, SourceData>> _tables = [];
    private readonly Dictionary<int, IReadOnlyList<string>> _expected = [];

    public string Name => name;

    /// <summary>Makes what all runs share, so that none of it is made in the midst of one.</summary>
    public void Prepare()
    {
        for (int parallelism = 1; parallelism <= SwarmOptions.MostParallel; parallelism++)
        {
            Job(parallelism);
        }

        for (int dataSet = 0; dataSet < SwarmOptions.DataSets; dataSet++)
        {
            Expected(dataSet);
        }
    }

    /// <summary>The input of a data set.</summary>
    public IReadOnlyDictionary<string, SourceData> Tables(int dataSet)
    {
        if (!_tables.TryGetValue(dataSet, out IReadOnlyDictionary<string, SourceData>? tables))
        {
            _tables[dataSet] = tables = MakeTables(dataSet);
        }

        return tables;
    }

    /// <summary>The job at a parallelism, made once.</summary>
    public CompiledJob Job(int parallelism)
    {
        if (!_jobs.TryGetValue(parallelism, out CompiledJob? job))
        {
            _jobs[parallelism] = job = MakeJob(parallelism);
        }

        return job;
    }

    /// <summary>Throws if the output is not what a run without faults gives.</summary>
    public virtual void Check(World world)
    {
        IReadOnlyList<string> actual = [.. Output(world).Order(StringComparer.Ordinal)];
        IReadOnlyList<string> expected = Expected(world.Options.DataSet);
        if (!expected.SequenceEqual(actual))
        {
            throw new BrokenPromiseException(Differences(expected, actual));
        }
    }

    /// <summary>The rows that a reader sees.</summary>
    public virtual IEnumerable<string> Output(World world) => world.Broker.Visible;

    /// <summary>The options of a seed, where a plan bears only some.</summary>
    public virtual SwarmOptions Bearing(SwarmOptions options) => options;

    /// <summary>A row is written, and not yet visible.</summary>
    public virtual void OnWrite(World world, string row, DateTimeOffset now)
    {
    }

    protected abstract IReadOnlyDictionary<string, SourceData> MakeTables(int dataSet);

    protected abstract CompiledJob MakeJob(int parallelism);

    private IReadOnlyList<string> Expected(int dataSet)
    {
        if (!_expected.TryGetValue(dataSet, out IReadOnlyList<string>? expected))
        {
            _expected[dataSet] = expected =
                [.. Output(SimulationRun.WithoutFaults(this, dataSet)).Order(StringComparer.Ordinal)];
        }

        return expected.Count != 0 ? expected : throw new InvalidOperationException($"plan {Name} gives no rows");
    }

    private static string Differences(IReadOnlyList<string> expected, IReadOnlyList<string> actual)
    {
        Dictionary<string, int> counts = actual.CountBy(row => row).ToDictionary();
        var lost = new List<string>();
        foreach (string row in expected)
        {
            if (counts.GetValueOrDefault(row) == 0)
            {
                lost.Add(row);
            }
            else
            {
                counts[row]--;
            }
        }

        IEnumerable<string> extra = counts.SelectMany(each => Enumerable.Repeat(each.Key, each.Value));
        return $"{expected.Count} rows expected, {actual.Count} came; "
            + $"lost: {string.Join("; ", lost.Take(10))}; too many: {string.Join("; ", extra.Take(10))}";
    }
}
