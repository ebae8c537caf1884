using FlinkSql.Columnar;
using FlinkSql.Runtime.State;

namespace FlinkSql.Runtime.Operators;

/// <summary>The groups of one stretch of time; windows are made of whole slices.</summary>
public sealed class WindowSlice<TKey, TState>(long start, long end, BufferPool? memory)
    where TKey : struct, IStateKey<TKey>
    where TState : struct
{
    /// <summary>The first time the slice holds.</summary>
    public long Start { get; internal set; } = start;

    /// <summary>The first time behind it.</summary>
    public long End { get; internal set; } = end;

    /// <summary>One state per key.</summary>
    public KeyedTable<TKey, TState> Groups { get; } = new(memory);

    /// <summary>Whether a window that fires more than once is past its end.</summary>
    internal bool Closed { get; set; }

    /// <summary>How many groups the metrics know of.</summary>
    internal int Counted { get; set; }
}
