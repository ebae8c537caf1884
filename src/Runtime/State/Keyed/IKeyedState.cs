using FlinkSql.Runtime.Checkpoints;

namespace FlinkSql.Runtime.State.Keyed;

/// <summary>
/// The state of one operator in one subtask, by key. States are made when the operator opens, then what a checkpoint
/// holds of them is restored, then the key of each row is set before its state is used.
/// </summary>
public interface IKeyedState : IDisposable
{
    /// <summary>The key that all states are asked about.</summary>
    StateKey Key { get; set; }

    /// <summary>Values, elements, entries and timers held.</summary>
    long Entries { get; }

    IValueState<T> Value<T>(StateSpec<T> spec);

    IListState<T> List<T>(StateSpec<T> spec);

    IMapState<TKey, TValue> Map<TKey, TValue>(StateSpec<TValue> spec, StateType<TKey> keys);

    ITimers Timers(string name);

    /// <summary>The keys that a state holds something of, as they are now, in no particular order.</summary>
    IReadOnlyList<StateKey> Keys(string name);

    /// <summary>Forgets some of what has ended; to be called now and then, once a batch.</summary>
    void CleanUp();

    /// <summary>Adds all states to a checkpoint; what is done afterwards does not show in it.</summary>
    void Snapshot(StateSnapshot snapshot);

    /// <summary>Takes over what a checkpoint holds of the keys of this subtask.</summary>
    void Restore(RestoredState state);
}
