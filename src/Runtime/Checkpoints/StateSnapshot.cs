using FlinkSql.Columnar;
using FlinkSql.Runtime.Operators;

namespace FlinkSql.Runtime.Checkpoints;

/// <summary>
/// The state of one operator in one subtask at a barrier: tables of rows, and single numbers by name. The operator adds
/// copies; what it does afterwards does not show in them.
/// </summary>
public sealed class StateSnapshot(BufferPool memory) : IDisposable
{
    /// <summary>What the rows of a snapshot are built in: not that of the slot, which the checkpoint may outlive.</summary>
    public BufferPool Memory => memory;

    private readonly List<(StateTable Table, List<RecordBatch> Rows)> _tables = [];
    private readonly Dictionary<string, long> _numbers = new(StringComparer.Ordinal);

    /// <summary>The tables in the order in which they were added.</summary>
    public IReadOnlyList<(StateTable Table, List<RecordBatch> Rows)> Tables => _tables;

    /// <summary>The numbers by name.</summary>
    public IReadOnlyDictionary<string, long> Numbers => _numbers;

    /// <summary>The names of the numbers that are not counters, which every operator has.</summary>
    public IEnumerable<string> OwnNumbers => _numbers.Keys.Except(OperatorMetrics.CountNames);

    /// <summary>Adds rows to a table, and takes the batch over.</summary>
    public void Add(StateTable table, RecordBatch rows)
    {
        int found = _tables.FindIndex(known => known.Table.Name == table.Name);
        if (found < 0)
        {
            found = _tables.Count;
            _tables.Add((table, []));
        }

        _tables[found].Rows.Add(rows);
    }

    /// <summary>Keeps a number.</summary>
    public void Put(string name, long value) => _numbers.Add(name, value);

    /// <summary>Gives the memory of the rows back.</summary>
    public void Dispose()
    {
        foreach (RecordBatch rows in _tables.SelectMany(table => table.Rows))
        {
            rows.Dispose();
        }

        _tables.Clear();
    }
}
