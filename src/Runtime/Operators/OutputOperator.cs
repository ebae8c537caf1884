using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.State;

namespace FlinkSql.Runtime.Operators;

/// <summary>
/// Gathers changes and hands them on at a trigger. A watermark that comes while rows wait leaves after them, so that
/// nothing ever leaves behind the watermark that it belongs before.
/// </summary>
/// <param name="schema">The columns of input and result.</param>
/// <param name="keys">The columns that name a row.</param>
/// <param name="trigger">When rows are handed on.</param>
public abstract class OutputOperator(Schema schema, IEnumerable<int> keys, OutputTrigger trigger) : Operator
{
    private const long HalfAnUpdate = 100;
    private const long None = long.MinValue;

    private BatchBuilder? _result;
    private RowStore? _rows;

    // The newest watermark that was sent on, and the one that waits.
    private long _passed = None;
    private long _held = None;
    private long _timer = long.MaxValue;
    private bool _halfUpdate;

    public sealed override bool SavesState => true;

    /// <summary>The columns of input and result.</summary>
    protected Schema Schema => schema;

    /// <summary>The columns that name a row.</summary>
    protected RowKeys Keys { get; } = new(schema, keys);

    /// <summary>The rows that are kept.</summary>
    protected RowStore Rows => _rows!;

    /// <summary>Whether there is anything to hand on.</summary>
    protected abstract bool Changed { get; }

    public sealed override void Process(int input, RecordBatch batch)
    {
        using RecordBatch owned = batch;
        ReadOnlySpan<ulong> hashes = Keys.Hash(batch);
        int from = 0;
        foreach (WatermarkMark mark in batch.Marks)
        {
            AddRows(batch, hashes, from, mark.Row);
            from = mark.Row;
            Pass(mark.Time);
        }

        AddRows(batch, hashes, from, batch.RowCount);
        _halfUpdate = batch.RowCount != 0 && batch.Kind(batch.RowCount - 1) == RowKind.UpdateBefore;
        Rows.Compact();
        Context.Metrics.StateEntries = Rows.Count;
        if (Changed)
        {
            AskToFire();
        }
    }

    public sealed override void OnWatermark(long time) => Pass(time);

    public sealed override void OnTimer(long time)
    {
        // A timer that an earlier firing has made needless finds a later one set, or none.
        if (time < _timer)
        {
            return;
        }

        _timer = long.MaxValue;
        if (_halfUpdate)
        {
            WaitForOtherHalf();
        }
        else if (Changed)
        {
            Fire();
        }
    }

    public sealed override void OnEnd() => FireLast();

    public override void Snapshot(StateSnapshot snapshot)
    {
        snapshot.Put("passed", _passed);
        snapshot.Put("watermark", Math.Max(_passed, _held));
        snapshot.Put("timer", _timer);
        snapshot.Put("half-update", _halfUpdate ? 1 : 0);
    }

    /// <summary>Called behind the restoring of the rows.</summary>
    public override void Restore(RestoredState state)
    {
        _passed = state.Least("passed", None);
        long newest = state.Least("watermark", None);
        _held = Changed && newest > _passed ? newest : None;
        _halfUpdate = state.Numbers("half-update").Contains(1);
        Context.Metrics.StateEntries = Rows.Count;
        if (Changed && state.Least("timer", long.MaxValue) is < long.MaxValue and long due)
        {
            SetTimer(due);
        }
    }

    public override void Close() => _rows?.Clear();

    protected override void OnOpen()
    {
        _result = new BatchBuilder(schema, Context.Memory);
        _rows = new RowStore(schema, Context.Memory);
    }

    /// <summary>Takes a row in.</summary>
    protected abstract void Add(RowKey key, RowKind kind);

    /// <summary>Writes what has changed.</summary>
    protected abstract void Write();

    /// <summary>The input has ended.</summary>
    protected virtual void FireLast()
    {
        if (Changed)
        {
            Fire();
        }
    }

    /// <summary>Hands on what has changed, and then the watermark that waited for it.</summary>
    protected void Fire()
    {
        _timer = long.MaxValue;
        Write();
        Send();
        Context.Metrics.StateEntries = Rows.Count;
        if (_held != None)
        {
            _passed = _held;
            _held = None;
            Output.EmitWatermark(_passed);
        }
    }

    /// <summary>Writes a row of the result.</summary>
    protected void Emit(StoredRow row, RowKind kind)
    {
        for (int column = 0; column < schema.Count; column++)
        {
            _result!.Column(column).AppendFrom(row.Batch.Column(column), row.Row);
        }

        _result!.EndRow(kind);
        if (_result.RowCount >= Context.BatchSize)
        {
            Send();
        }
    }

    /// <summary>Sends what was written.</summary>
    protected void Send()
    {
        if (!_result!.IsEmpty)
        {
            Output.Emit(_result.Build());
        }
    }

    private void AddRows(RecordBatch batch, ReadOnlySpan<ulong> hashes, int from, int to)
    {
        for (int row = from; row < to; row++)
        {
            Add(new RowKey(new StoredRow(batch, row), hashes[row]), batch.Kind(row));
        }
    }

    private void Pass(long watermark)
    {
        // After a restore comes again what was sent on before the rows that wait.
        if (!Changed || watermark <= _passed)
        {
            _passed = Math.Max(_passed, watermark);
            Output.EmitWatermark(watermark);
            return;
        }

        _held = watermark;
        if (trigger.Kind == OutputTriggerKind.Watermark)
        {
            Fire();
        }
    }

    private void AskToFire()
    {
        switch (trigger.Kind)
        {
            case OutputTriggerKind.Batch when _halfUpdate:
                WaitForOtherHalf();
                break;
            case OutputTriggerKind.Batch:
                Fire();
                break;
            case OutputTriggerKind.Interval:
                SetTimer(((Context.Now / trigger.Milliseconds) + 1) * trigger.Milliseconds);
                break;
            case OutputTriggerKind.Delay:
                SetTimer(Context.Now + trigger.Milliseconds);
                break;
        }
    }

    // A batch may end between -U and +U: what is handed on there would show a row as gone that is not. Its other half
    // comes at once, if there is one.
    private void WaitForOtherHalf()
    {
        _halfUpdate = false;
        SetTimer(Context.Now + HalfAnUpdate);
    }

    private void SetTimer(long time)
    {
        if (_timer == long.MaxValue)
        {
            _timer = time;
            Context.SetTimer(time);
        }
    }
}
