using FlinkSql.Columnar;
using FlinkSql.Columnar.State;
using FlinkSql.Runtime.State;
using FlinkSql.Runtime.State.RocksDb;

namespace FlinkSql.Runtime.Operators;

/// <summary>
/// The groups of an operator that do not fit its memory. Those in use are in its table; what was written there is written
/// to the disk when room is needed, between batches.
/// </summary>
internal sealed class ColdGroups<TKey, TState> : IColdStates<TKey, TState>
    where TKey : struct, IStateKey<TKey>
    where TState : struct
{
    private const int RowsInWrite = 4096;
    private const int MostRemoved = 64 << 10;

    private readonly KeyedOperator<TKey, TState> _owner;
    private readonly KeyedTable<TKey, TState> _hot;
    private readonly BufferPool _pool;
    private readonly RocksDbMemory _memory;
    private readonly RocksDbStore _store;
    private readonly StateWriter _key = new();
    private readonly StateWriter _value = new();
    private bool _adding;

    public ColdGroups(KeyedOperator<TKey, TState> owner, KeyedTable<TKey, TState> hot, StateBackend backend, BufferPool pool)
    {
        _owner = owner;
        _hot = hot;
        _pool = pool;
        RocksDbMemory share = RocksDbMemory.Of(pool.Limit);
        _memory = share with { Hot = backend.HotBytes ?? share.Hot };
        _store = RocksDbStore.OpenIn(backend.LocalDirectory, _memory);
        Queue = new ColdQueue(_store);
        pool.Charge(_memory.Native);
        hot.TrackChanges();
        hot.Back(this);
    }

    /// <summary>How many groups there are, wherever they are.</summary>
    public long Count { get; private set; }

    /// <summary>What is to be done about keys at a time.</summary>
    public ColdQueue Queue { get; }

    public bool TryLoad(in TKey key, ref TState state)
    {
        if (_adding || _hot.Changes!.WasRemoved(in key))
        {
            return false;
        }

        using RocksDbValue value = _store.Get(KeyOf(in key));
        if (value.IsNull)
        {
            return false;
        }

        var reader = new StateReader(value.Bytes);
        _owner.ReadState(ref state, ref reader);
        return true;
    }

    public void OnAdded() => Count++;

    /// <summary>A group was taken out of the table.</summary>
    public void OnRemoved() => Count--;

    /// <summary>Adds a group of a checkpoint, of a key that is not here yet; there has to be room for it.</summary>
    public ref TState Restore(in TKey key)
    {
        _adding = true;
        ref TState state = ref _hot.GetOrAdd(in key, out _);
        _adding = false;
        _hot.Changed(ref state);
        return ref state;
    }

    /// <summary>Makes room for so many keys that may come; references into the table are no longer good then.</summary>
    public void MakeRoom(int keys)
    {
        TableChanges<TKey> changes = _hot.Changes!;
        bool isFull = _hot.BytesFor(_hot.Count + keys) > _memory.Hot || _owner.TextBytes > _memory.Hot
            || changes.RemovedCount > MostRemoved;
        if (!isFull || _hot.Count + changes.RemovedCount == 0)
        {
            return;
        }

        int inUse = changes.WrittenCount;
        WriteBack();
        _hot.Evict(all: inUse > _hot.Count / 2);
        changes.ForgetRecent();
        _owner.SweepTexts(_hot);
    }

    /// <summary>Puts a key into <see cref="Queue"/>.</summary>
    public void Enqueue(in TKey key, long time) => Queue.Add(time, KeyOf(in key)[1..]);

    /// <summary>Takes the first key out of it whose time has come; there has to be room for it.</summary>
    public bool TryDequeue(long upTo, out TKey key, out long time)
    {
        bool found = Queue.TryTake(upTo, out time, out byte[] bytes);
        key = found ? _owner.ReadKeyOf(bytes) : default;
        return found;
    }

    /// <summary>The groups as they were when they were written to the disk last; the table knows what has changed since.</summary>
    public RocksDbView View() => _store.View();

    /// <summary>Gives the memory back and removes the files, once nobody looks at them.</summary>
    public void Release()
    {
        _pool.Discharge(_memory.Native);
        _store.Dispose();
    }

    private void WriteBack()
    {
        TableChanges<TKey> changes = _hot.Changes!;
        int written = 0;
        foreach (TKey key in changes.Removed)
        {
            if (!_hot.Holds(in key))
            {
                _store.Delete(KeyOf(in key));
                written++;
            }
        }

        foreach (int index in changes.Written)
        {
            ref KeyedTable<TKey, TState>.Entry entry = ref _hot.Entries[index];
            _value.Clear();
            _owner.WriteState(ref entry.State, _value);
            _store.Put(KeyOf(in entry.Key), _value.Written);
            if (++written % RowsInWrite == 0)
            {
                _store.Write();
            }
        }

        _store.Write();
    }

    private ReadOnlySpan<byte> KeyOf(in TKey key)
    {
        _key.Clear();
        _key.Write(ColdQueue.Groups);
        _owner.WriteKeyOf(in key, _key);
        return _key.Written;
    }
}
