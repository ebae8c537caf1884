using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Operators;
using FlinkSql.Runtime.State.Keyed;

namespace FlinkSql.Runtime.State.RocksDb;

/// <summary>The state of an operator in a store of its own on the disk.</summary>
public sealed class RocksDbKeyedState : IKeyedState
{
    private readonly SortedDictionary<string, RocksDbState> _states = new(StringComparer.Ordinal);
    private readonly RocksDbMemory _memory;
    private bool _disposed;

    /// <param name="setup">What the state of an operator is made with.</param>
    /// <param name="directory">An existing directory for scratch files.</param>
    /// <exception cref="RuntimeException">The library is not installed, or the directory cannot be used.</exception>
    public RocksDbKeyedState(KeyedStateSetup setup, string directory)
    {
        Setup = setup;
        _memory = RocksDbMemory.Of(setup.Memory.Limit);
        Store = RocksDbStore.OpenIn(directory, _memory);
        setup.Memory.Charge(_memory.Native);
    }

    public StateKey Key { get; set; } = new();

    public long Entries => _states.Values.Sum(state => state.Entries);

    internal KeyedStateSetup Setup { get; }

    internal RocksDbStore Store { get; }

    public IValueState<T> Value<T>(StateSpec<T> spec) => Add(spec.Name, new RocksDbValueState<T>(this, Next, spec));

    public IListState<T> List<T>(StateSpec<T> spec) => Add(spec.Name, new RocksDbListState<T>(this, Next, spec));

    public IMapState<TKey, TValue> Map<TKey, TValue>(StateSpec<TValue> spec, StateType<TKey> keys) =>
        Add(spec.Name, new RocksDbMapState<TKey, TValue>(this, Next, spec, keys));

    public ITimers Timers(string name) => Add(name, new RocksDbTimers(this, Next, name));

    public IReadOnlyList<StateKey> Keys(string name)
    {
        _states[name].CleanUp();
        return _states[name].Keys;
    }

    public void CleanUp()
    {
        foreach (RocksDbState state in _states.Values)
        {
            state.CleanUp();
        }

        Setup.Metrics.StateEntries = Entries;
    }

    public void Snapshot(StateSnapshot snapshot)
    {
        foreach (RocksDbState state in _states.Values)
        {
            state.CleanUp();
            state.Snapshot(snapshot);
        }
    }

    public void Restore(RestoredState state)
    {
        foreach (RocksDbState each in _states.Values)
        {
            each.Restore(state);
        }

        CleanUp();
    }

    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            Setup.Memory.Discharge(_memory.Native);
            Store.Dispose();
        }
    }

    private byte Next => checked((byte)_states.Count);

    private T Add<T>(string name, T state)
        where T : RocksDbState
    {
        _states.Add(name, state);
        return state;
    }
}
