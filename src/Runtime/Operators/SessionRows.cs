using FlinkSql.Columnar;

namespace FlinkSql.Runtime.Operators;

/// <summary>The rows of a session, where they wait until it is known how far it reaches.</summary>
public struct SessionRows
{
    private List<(RecordBatch Batch, int Row)>? _rows;

    /// <summary>Adds a row; its batch stays in memory as long as the row does.</summary>
    public void Add(RecordBatch batch, int row) => (_rows ??= []).Add((batch.Retain(), row));

    /// <summary>Takes the rows of another session over.</summary>
    internal void Merge(ref SessionRows from)
    {
        if (from._rows is { } moved)
        {
            (_rows ??= []).AddRange(moved);
            from._rows = null;
        }
    }

    /// <summary>The rows, in the order in which they came, but for those of sessions that were joined later.</summary>
    internal readonly IReadOnlyList<(RecordBatch Batch, int Row)> Rows => _rows ?? [];

    /// <summary>Where rows are added that come out of a checkpoint.</summary>
    internal List<(RecordBatch Batch, int Row)> Refill() => _rows ??= [];

    internal void Release()
    {
        foreach ((RecordBatch batch, _) in Rows)
        {
            batch.Dispose();
        }

        _rows = null;
    }
}
