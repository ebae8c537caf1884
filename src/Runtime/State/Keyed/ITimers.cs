namespace FlinkSql.Runtime.State.Keyed;

/// <summary>
/// Times at which something is to be done about a key, on the clock or on the time line of the watermark: whoever owns
/// them says what time it is. A key and a time make one timer, however often it is set.
/// </summary>
public interface ITimers
{
    /// <summary>The first time of any key; <see cref="long.MaxValue"/> without one.</summary>
    long Next { get; }

    /// <summary>Sets a timer of the present key.</summary>
    void Set(long time);

    /// <summary>Takes a timer of the present key away; false when it was not set.</summary>
    bool Delete(long time);

    /// <summary>
    /// Takes the first timer that is due, and makes its key the present one. Of one time, those of different keys come
    /// in no particular order.
    /// </summary>
    bool TryTake(long upTo, out long time);
}
