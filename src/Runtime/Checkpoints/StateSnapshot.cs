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
    private readonly List<StoredTable> _stored = [];
    private readonly Lock _making = new();
    private readonly Queue<Deferred> _deferred = [];

    /// <summary>
    /// The tables in the order in which they were added. The first who asks makes the rows that were deferred, which may
    /// take long; it is asked for off the thread of the task.
    /// </summary>
    public IReadOnlyList<(StateTable Table, List<RecordBatch> Rows)> Tables
    {
        get
        {
            MakeDeferred();
            return _tables;
        }
    }

    /// <summary>
    /// The tables that lie in files. A state has its tables here or in <see cref="Tables"/>, never some in each; with
    /// them here it is plain data.
    /// </summary>
    internal IReadOnlyList<StoredTable> Stored => _stored;

    /// <summary>The names of all tables, wherever they lie.</summary>
    internal IEnumerable<string> TableNames => _tables.Select(table => table.Table.Name).Concat(_stored.Select(table => table.Name));

    /// <summary>The numbers by name.</summary>
    public IReadOnlyDictionary<string, long> Numbers => _numbers;

    /// <summary>The names of the numbers that are not counters, which every operator has.</summary>
    public IEnumerable<string> OwnNumbers => _numbers.Keys.Except(OperatorMetrics.CountNames);

    /// <summary>Adds rows to a table, and takes the batch over.</summary>
    public void Add(StateTable table, RecordBatch rows) => RowsOf(table).Add(rows);

    /// <summary>
    /// Adds rows that are made later, once, on another thread: from copies, or from what never changes, since the
    /// operator goes on meanwhile. In a table they stand behind those that were added at once.
    /// </summary>
    /// <param name="table">The table.</param>
    /// <param name="make">Makes the rows, in batches that are taken over.</param>
    /// <param name="release">Gives the copies back; called once, whether or not the rows were ever made.</param>
    public void Defer(StateTable table, Func<BufferPool, IEnumerable<RecordBatch>> make, Action? release = null)
    {
        RowsOf(table);
        _deferred.Enqueue(new Deferred(table, make, release));
    }

    /// <summary>Keeps a number.</summary>
    public void Put(string name, long value) => _numbers.Add(name, value);

    /// <summary>Gives the memory of the rows back.</summary>
    public void Dispose()
    {
        lock (_making)
        {
            foreach (RecordBatch rows in _tables.SelectMany(table => table.Rows))
            {
                rows.Dispose();
            }

            _tables.Clear();
            while (_deferred.TryDequeue(out Deferred? deferred))
            {
                deferred.Release?.Invoke();
            }
        }
    }

    /// <summary>Whether rows are yet to be made.</summary>
    internal bool HasDeferred
    {
        get
        {
            lock (_making)
            {
                return _deferred.Count != 0;
            }
        }
    }

    /// <summary>The same state once its tables lie in files.</summary>
    internal StateSnapshot WithStored(IReadOnlyList<StoredTable> tables)
    {
        var stored = new StateSnapshot(memory);
        stored._stored.AddRange(tables);
        foreach ((string name, long value) in _numbers)
        {
            stored._numbers.Add(name, value);
        }

        return stored;
    }

    /// <summary>The same state once more, for another owner.</summary>
    internal StateSnapshot Share()
    {
        StateSnapshot shared = WithStored(_stored);
        foreach ((StateTable table, List<RecordBatch> rows) in Tables)
        {
            shared._tables.Add((table, [.. rows.Select(batch => batch.Retain())]));
        }

        return shared;
    }

    internal void AddStored(StoredTable table) => _stored.Add(table);

    internal void ClearStored() => _stored.Clear();

    /// <summary>Makes the rows that were deferred. Those that fail stay deferred, so that nobody takes a part for all.</summary>
    internal void MakeDeferred()
    {
        lock (_making)
        {
            while (_deferred.TryPeek(out Deferred? deferred))
            {
                RecordBatch[] rows = [.. deferred.Make(memory)];
                RowsOf(deferred.Table).AddRange(rows);
                _deferred.Dequeue();
                deferred.Release?.Invoke();
            }
        }
    }

    private List<RecordBatch> RowsOf(StateTable table)
    {
        int found = _tables.FindIndex(known => known.Table.Name == table.Name);
        if (found < 0)
        {
            found = _tables.Count;
            _tables.Add((table, []));
        }

        return _tables[found].Rows;
    }

    private sealed record Deferred(StateTable Table, Func<BufferPool, IEnumerable<RecordBatch>> Make, Action? Release);
}
