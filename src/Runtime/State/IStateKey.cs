namespace FlinkSql.Runtime.State;

/// <summary>A grouping key: a struct of fixed width, generated per query. Text in it is an id, see StringDictionary.</summary>
public interface IStateKey<TSelf> : IEquatable<TSelf>
    where TSelf : struct, IStateKey<TSelf>
{
    /// <summary>A hash whose upper bits are well mixed, see <see cref="KeyBits"/>.</summary>
    ulong Hash();
}
