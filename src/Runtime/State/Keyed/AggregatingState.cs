using System.Diagnostics.CodeAnalysis;

namespace FlinkSql.Runtime.State.Keyed;

/// <summary>All that was added of each key, gathered in an accumulator that gives a result.</summary>
/// <param name="accumulators">The accumulators; they are not changed in place.</param>
/// <param name="empty">The accumulator before anything was added.</param>
/// <param name="add">The accumulator with one more.</param>
/// <param name="result">What an accumulator gives.</param>
public sealed class AggregatingState<TInput, TAccumulator, TResult>(
    IValueState<TAccumulator> accumulators,
    TAccumulator empty,
    Func<TAccumulator, TInput, TAccumulator> add,
    Func<TAccumulator, TResult> result)
{
    public void Add(TInput added) =>
        accumulators.Put(add(accumulators.TryGet(out TAccumulator? before) ? before : empty, added));

    /// <summary>The result of the present key; false when nothing was added.</summary>
    public bool TryGet([MaybeNullWhen(false)] out TResult value)
    {
        bool found = accumulators.TryGet(out TAccumulator? accumulator);
        value = found ? result(accumulator!) : default;
        return found;
    }

    public void Clear() => accumulators.Clear();
}
