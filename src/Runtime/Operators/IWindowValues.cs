using FlinkSql.Columnar.State;

namespace FlinkSql.Runtime.Operators;

/// <summary>The results of a group of a window as they were handed out; generated.</summary>
public interface IWindowValues<TSelf> : ISavedState
    where TSelf : struct, IWindowValues<TSelf>
{
    /// <summary>Whether there is nothing to update.</summary>
    bool Same(in TSelf other);
}
