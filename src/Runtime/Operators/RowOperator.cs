using FlinkSql.Columnar;
using FlinkSql.Runtime.State;

namespace FlinkSql.Runtime.Operators;

/// <summary>
/// Works on whole rows that it keeps. It is given the rows between two watermarks at a time, so that a watermark comes
/// out behind all that the rows before it made.
/// </summary>
/// <param name="input">The columns of the input.</param>
/// <param name="keys">The columns that address the state.</param>
/// <param name="result">The columns of the result.</param>
/// <param name="ttl">How long its state is kept.</param>
public abstract class RowOperator(Schema input, IEnumerable<int> keys, Schema result, StateTtl ttl = default) : Operator
{
    private readonly int _copied = Math.Min(input.Count, result.Count);
    private BatchBuilder? _result;

    public sealed override bool SavesState => true;

    /// <summary>The columns of the input.</summary>
    protected Schema InputSchema => input;

    /// <summary>How state is addressed.</summary>
    protected RowKeys Keys { get; } = new(input, keys);

    /// <summary>How long state is kept.</summary>
    protected StateTtl Ttl => ttl;

    /// <summary>When the batch came that is being worked on.</summary>
    protected long BatchTime { get; private set; }

    public sealed override void Process(int input, RecordBatch batch)
    {
        using RecordBatch owned = batch;
        BeginBatch();
        ReadOnlySpan<ulong> hashes = Keys.Hash(batch);
        int from = 0;
        foreach (WatermarkMark mark in batch.Marks)
        {
            AddRows(batch, hashes, from, mark.Row);
            from = mark.Row;
            Pass(mark.Time);
            _result!.AddMark(mark.Time);
        }

        AddRows(batch, hashes, from, batch.RowCount);
        OnRowsAdded();
        Context.Metrics.StateEntries = StateEntries;
        Send();
    }

    public sealed override void OnWatermark(long time)
    {
        BeginBatch();
        Pass(time);
        Context.Metrics.StateEntries = StateEntries;
        Send();
        Output.EmitWatermark(time);
    }

    /// <summary>Rows held.</summary>
    protected abstract long StateEntries { get; }

    protected override void OnOpen() => _result = new BatchBuilder(result, Context.Memory);

    /// <summary>Takes a row of the batch in.</summary>
    protected abstract void Add(RowKey key, RowKind kind);

    /// <summary>Called when all rows of a batch are in.</summary>
    protected virtual void OnRowsAdded()
    {
    }

    /// <summary>Forgets the state that has ended; called before all else.</summary>
    protected virtual void Expire(long now)
    {
    }

    /// <summary>Does what is due at a watermark, which is passed on afterwards.</summary>
    protected virtual void Pass(long watermark)
    {
    }

    /// <summary>Writes a row of the result.</summary>
    protected void Emit(StoredRow row, RowKind kind)
    {
        Copy(row);
        EndRow(kind);
    }

    /// <summary>Writes a row of the result with its rank as a last column.</summary>
    protected void Emit(StoredRow row, long rank, RowKind kind)
    {
        Copy(row);
        _result!.Fixed<long>(_copied).Append(rank);
        EndRow(kind);
    }

    /// <summary>Sends what was written.</summary>
    protected void Send()
    {
        if (!_result!.IsEmpty)
        {
            Output.Emit(_result.Build());
        }
    }

    private void BeginBatch()
    {
        BatchTime = Context.Now;
        if (ttl.IsOn)
        {
            Expire(BatchTime);
        }
    }

    private void AddRows(RecordBatch batch, ReadOnlySpan<ulong> hashes, int from, int to)
    {
        for (int row = from; row < to; row++)
        {
            Add(new RowKey(new StoredRow(batch, row), hashes[row]), batch.Kind(row));
        }
    }

    private void Copy(StoredRow row)
    {
        for (int column = 0; column < _copied; column++)
        {
            _result!.Column(column).AppendFrom(row.Batch.Column(column), row.Row);
        }
    }

    private void EndRow(RowKind kind)
    {
        _result!.EndRow(kind);
        if (_result.RowCount >= Context.BatchSize)
        {
            Send();
        }
    }
}
