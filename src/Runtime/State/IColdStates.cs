namespace FlinkSql.Runtime.State;

/// <summary>The states of keys that a table no longer holds.</summary>
internal interface IColdStates<TKey, TState>
    where TKey : struct, IStateKey<TKey>
    where TState : struct
{
    /// <summary>Reads the state of a key that is not in the table; false when it has none.</summary>
    bool TryLoad(in TKey key, ref TState state);

    /// <summary>A key was added that has no state yet.</summary>
    void OnAdded();
}
