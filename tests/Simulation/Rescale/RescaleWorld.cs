using FlinkSql.Columnar;
using FlinkSql.Runtime.Scheduling;
using FlinkSql.Tests.Simulation.Disk;

namespace FlinkSql.Tests.Simulation.Rescale;

/// <summary>What is outside a job and outlives it: the tables it reads, the disk, and what it has written.</summary>
internal sealed class RescaleWorld(long seed)
{
    public static readonly Schema Columns = new(
    [
        new Field("k", DataTypes.String), new Field("v", DataTypes.BigInt), new Field("ts", DataTypes.Timestamp3),
    ]);

    /// <summary>How far a row may be behind the newest of its split, in ms.</summary>
    public const int MostDelay = 5000;

    private const int SplitCount = 24;
    private const int RowsPerSplit = 12;
    private readonly Dictionary<string, IReadOnlyList<object?[]>[]> _tables = [];
    private readonly Dictionary<string, List<string>> _prepared = [];
    private readonly HashSet<string> _committed = [];
    private readonly List<string> _visible = [];

    public long Seed => seed;

    public SimulatedDisk Disk { get; } = new(seed);

    /// <summary>Rows read so far, by all runs.</summary>
    public int RowsRead { get; set; }

    /// <summary>Readers opened so far.</summary>
    public int Opened { get; set; }

    /// <summary>Names given to transactions so far.</summary>
    public int Transactions { get; set; }

    /// <summary>The rows that were committed.</summary>
    public IReadOnlyList<string> Visible => _visible;

    /// <summary>The rows of a table, split by split: times go on, with rows that come late, but not too late.</summary>
    public IReadOnlyList<object?[]>[] Table(string name)
    {
        if (!_tables.TryGetValue(name, out IReadOnlyList<object?[]>[]? splits))
        {
            var random = new SeededRandom(seed, $"table {name}");
            _tables[name] = splits = [.. Enumerable.Range(0, SplitCount).Select(_ => Split(random))];
        }

        return splits;
    }

    public int RowsOf(IEnumerable<string> tables) => tables.Sum(table => Table(table).Sum(split => split.Count));

    public void Prepare(string transaction, List<string> rows) => _prepared.Add(transaction, rows);

    /// <summary>Makes rows visible; once more changes nothing.</summary>
    public void Commit(string transaction)
    {
        if (_committed.Add(transaction))
        {
            _visible.AddRange(_prepared[transaction]);
        }
    }

    private static IReadOnlyList<object?[]> Split(SeededRandom random)
    {
        var rows = new List<object?[]>();
        long time = 0;
        for (int row = 0; row < RowsPerSplit; row++)
        {
            time += random.Next(3000);
            object? key = random.OneIn(20) ? null : $"k{random.Next(40)}";
            rows.Add([key, (long)random.Next(1_000_000), time - random.Next(MostDelay)]);
        }

        return rows;
    }
}
