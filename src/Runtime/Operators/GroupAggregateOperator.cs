using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.State;

namespace FlinkSql.Runtime.Operators;

/// <summary>
/// Groups rows by key and emits every change of a group at once, record by record. The row loop and the structs of key
/// and state are generated; the table of groups is kept here.
/// </summary>
public abstract class GroupAggregateOperator<TKey, TState>(Schema schema) : KeyedOperator<TKey, TState>
    where TKey : struct, IStateKey<TKey>
    where TState : struct
{
    // Kept where the states of a checkpoint have an age.
    private const string AgesNumber = "ages";

    private readonly ChangeChain _chain = new();
    private KeyedTable<TKey, TState>? _groups;
    private ColdGroups<TKey, TState>? _cold;
    private BatchBuilder? _result;
    private int _removed;
    private int _batchSize;

    /// <summary>One state per key.</summary>
    protected KeyedTable<TKey, TState> Groups => _groups!;

    /// <summary>The groups outside of memory; null where all are in it.</summary>
    private protected ColdGroups<TKey, TState>? Cold => _cold;

    /// <summary>How many groups there are.</summary>
    private long Count => _cold?.Count ?? Groups.Count;

    /// <summary>The changes of the groups.</summary>
    protected BatchBuilder Result => _result!;

    public sealed override void Process(int input, RecordBatch batch)
    {
        using RecordBatch owned = batch;
        BeforeBatch();
        _cold?.MakeRoom(batch.RowCount);
        int from = 0;
        foreach (WatermarkMark mark in batch.Marks)
        {
            AddRows(batch, from, mark.Row);
            from = mark.Row;
            Result.AddMark(mark.Time);
        }

        AddRows(batch, from, batch.RowCount);
        Context.Metrics.StateEntries = Count;
        Send();
    }

    public sealed override void Snapshot(StateSnapshot snapshot)
    {
        if (Ages && Count != 0)
        {
            snapshot.Put(AgesNumber, 1);
        }

        StateTable table = KeyedTable("groups");
        if (_cold is not null)
        {
            Save(snapshot, table, Groups, _cold.View());
            return;
        }

        if (Groups.Changes is not { } changes || snapshot.Lineage is not { } lineage)
        {
            Save(snapshot, table, [(Groups, [])]);
            return;
        }

        if (_chain.Continue(lineage, changes, Groups.Count))
        {
            SaveChanges(snapshot, table, Groups);
        }
        else
        {
            Save(snapshot, table, [(Groups, [])]);
        }

        changes.Turn();
    }

    public sealed override void Restore(RestoredState state)
    {
        bool aged = state.Numbers(AgesNumber).Any();
        foreach (SavedRow<TKey> row in Load(state, KeyedTable("groups")))
        {
            ref TState group = ref _cold is null ? ref Groups.GetOrAdd(row.Key, out _) : ref _cold.Restore(row.Key);
            LoadState(
                ref group,
                aged == Ages ? row.Bytes : aged ? AgedState.Without<TState>(row.Bytes) : AgedState.With<TState>(row.Bytes, Context.Now));
            OnRestored(row.Key, ref group);

            // Before the next key is read, whose text would be forgotten.
            _cold?.MakeRoom(1);
        }

        Context.Metrics.StateEntries = Count;
    }

    public override void Close()
    {
        base.Close();
        _cold?.Release();
        _groups?.Release();
    }

    /// <summary>Adds rows of a batch and writes what changes into <see cref="Result"/>.</summary>
    protected abstract void AddRows(RecordBatch batch, int from, int to);

    /// <summary>Whether states end, so that each has its age in front.</summary>
    private protected virtual bool Ages => false;

    /// <summary>Called before the rows of each batch.</summary>
    private protected virtual void BeforeBatch()
    {
    }

    /// <summary>Called for each group of a checkpoint.</summary>
    private protected virtual void OnRestored(in TKey key, ref TState state)
    {
    }

    /// <summary>Forgets a group that has no rows any more.</summary>
    protected void Remove(in TKey key)
    {
        Groups.Remove(in key);
        _cold?.OnRemoved();
        if (KnownTexts is not null && ++_removed > Math.Max(1024, Groups.Count))
        {
            SweepTexts(Groups);
            _removed = 0;
        }
    }

    /// <summary>Ends a row of the result, and sends it on when there are many.</summary>
    protected void EndRow(RowKind kind)
    {
        Result.EndRow(kind);
        if (Result.RowCount >= _batchSize)
        {
            Send();
        }
    }

    protected override void OnOpen()
    {
        _groups = new KeyedTable<TKey, TState>(Context.Memory);
        if (Context.StateBackend.RocksDb)
        {
            _cold = new ColdGroups<TKey, TState>(this, _groups, Context.StateBackend, Context.Memory);
        }
        else if (Context.SavesChanges)
        {
            _groups.TrackChanges();
        }

        _result = new BatchBuilder(schema, Context.Memory);
        _batchSize = Context.BatchSize;
    }

    private void Send()
    {
        if (!Result.IsEmpty)
        {
            Output.Emit(Result.Build());
        }
    }
}
