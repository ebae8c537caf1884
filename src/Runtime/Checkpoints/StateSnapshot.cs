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
    private readonly HashSet<string> _continued = new(StringComparer.Ordinal);
    private readonly List<StoredTable> _stored = [];
    private readonly Lock _making = new();
    private readonly Queue<Deferred> _deferred = [];
    private int _users;
    private bool _disposed;

    /// <summary>
    /// What may be left out of it, since it is in an older checkpoint; null where it has to hold everything.
    /// </summary>
    public CheckpointLineage? Lineage { get; init; }

    /// <summary>The files of older checkpoints of the same operator and subtask.</summary>
    internal WrittenFiles? Files { get; init; }

    /// <summary>The tables of which it holds only what has changed since the checkpoint that it continues.</summary>
    internal IReadOnlySet<string> Continued => _continued;

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

    /// <summary>
    /// Says that rows of a table replace those that the checkpoint it continues has of the same key, and that keys in the
    /// table of the same name that <see cref="StateTable.Removes"/> are gone. A key is in one of the two at most.
    /// </summary>
    public void Continue(StateTable table) => _continued.Add(table.Name);

    /// <summary>Keeps a number.</summary>
    public void Put(string name, long value) => _numbers.Add(name, value);

    /// <summary>Gives the memory of the rows back, once nobody writes them.</summary>
    public void Dispose()
    {
        lock (_making)
        {
            _disposed = true;
            if (_users == 0)
            {
                Release();
            }
        }
    }

    /// <summary>Writes the rows somewhere, on any thread, while they are there for certain.</summary>
    /// <exception cref="ObjectDisposedException">They are no longer there.</exception>
    internal T Use<T>(Func<T> write)
    {
        lock (_making)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _users++;
        }

        try
        {
            return write();
        }
        finally
        {
            lock (_making)
            {
                if (--_users == 0 && _disposed)
                {
                    Release();
                }
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

    /// <summary>All tables, without their rows.</summary>
    internal IEnumerable<StateTable> Schemas => _tables.Select(each => each.Table);

    /// <summary>
    /// The rows of a table in batches that are the caller's. Those that were deferred are made while they are asked for, and
    /// again the next time.
    /// </summary>
    internal IEnumerable<RecordBatch> Stream(StateTable table)
    {
        foreach (RecordBatch rows in RowsOf(table))
        {
            yield return rows.Retain();
        }

        foreach (Deferred deferred in _deferred.Where(each => each.Table.Name == table.Name && each.Table.Removes == table.Removes))
        {
            foreach (RecordBatch rows in deferred.Make(memory))
            {
                yield return rows;
            }
        }
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

    private void Release()
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

    private List<RecordBatch> RowsOf(StateTable table)
    {
        int found = _tables.FindIndex(known => known.Table.Name == table.Name && known.Table.Removes == table.Removes);
        if (found < 0)
        {
            found = _tables.Count;
            _tables.Add((table, []));
        }

        return _tables[found].Rows;
    }

    private sealed record Deferred(StateTable Table, Func<BufferPool, IEnumerable<RecordBatch>> Make, Action? Release);
}
