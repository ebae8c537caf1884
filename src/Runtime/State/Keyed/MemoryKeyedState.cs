using FlinkSql.Runtime.Checkpoints;

namespace FlinkSql.Runtime.State.Keyed;

/// <summary>The state of an operator in memory.</summary>
public sealed class MemoryKeyedState(KeyedStateSetup setup) : IKeyedState
{
    private readonly SortedDictionary<string, MemoryState> _states = new(StringComparer.Ordinal);

    public StateKey Key { get; set; } = new();

    public long Entries => _states.Values.Sum(state => state.Entries);

    internal KeyedStateSetup Setup => setup;

    public IValueState<T> Value<T>(StateSpec<T> spec) => Add(spec.Name, new MemoryValueState<T>(this, spec));

    public IListState<T> List<T>(StateSpec<T> spec) => Add(spec.Name, new MemoryListState<T>(this, spec));

    public IMapState<TKey, TValue> Map<TKey, TValue>(StateSpec<TValue> spec, StateType<TKey> keys) =>
        Add(spec.Name, new MemoryMapState<TKey, TValue>(this, spec, keys));

    public ITimers Timers(string name) => Add(name, new MemoryTimers(this, name));

    public IReadOnlyList<StateKey> Keys(string name)
    {
        _states[name].CleanUp();
        return _states[name].Keys;
    }

    public void CleanUp()
    {
        foreach (MemoryState state in _states.Values)
        {
            state.CleanUp();
            state.Charge();
        }

        setup.Metrics.StateEntries = Entries;
    }

    public void Snapshot(StateSnapshot snapshot)
    {
        foreach (MemoryState state in _states.Values)
        {
            state.Snapshot(snapshot);
        }
    }

    public void Restore(RestoredState state)
    {
        foreach (MemoryState each in _states.Values)
        {
            each.Restore(state);
        }

        CleanUp();
    }

    public void Dispose()
    {
        foreach (MemoryState state in _states.Values)
        {
            state.Charge(released: true);
        }

        _states.Clear();
    }

    private T Add<T>(string name, T state)
        where T : MemoryState
    {
        _states.Add(name, state);
        return state;
    }
}
