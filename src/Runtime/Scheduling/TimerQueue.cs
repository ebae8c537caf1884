using System.Diagnostics.CodeAnalysis;

namespace FlinkSql.Runtime.Scheduling;

/// <summary>Messages that are due later, by time and then by a tie-break that the owner chooses. Not thread-safe.</summary>
internal sealed class TimerQueue
{
    private readonly PriorityQueue<DelayedMessage, (long Due, ulong Tie)> _queue = new();

    /// <summary>When the first is due, in ticks; <see cref="long.MaxValue"/> without any.</summary>
    public long NextDue
    {
        get
        {
            while (_queue.TryPeek(out DelayedMessage? first, out (long Due, ulong Tie) priority))
            {
                if (!first.Cancelled)
                {
                    return priority.Due;
                }

                _queue.Dequeue();
            }

            return long.MaxValue;
        }
    }

    public void Add(DelayedMessage delayed, long due, ulong tie) => _queue.Enqueue(delayed, (due, tie));

    /// <summary>Takes the first that is due by a time.</summary>
    public bool TryTake(long now, [NotNullWhen(true)] out DelayedMessage? delayed, out long due)
    {
        due = NextDue;
        delayed = due <= now && due != long.MaxValue ? _queue.Dequeue() : null;
        return delayed is not null;
    }
}

/// <summary>A message for later; disposing it takes it back.</summary>
/// <param name="fire">Hands it over.</param>
/// <param name="ownerGone">Whether who wanted it is gone, and it with them.</param>
internal sealed class DelayedMessage(Action fire, Func<bool>? ownerGone = null) : IDisposable
{
    private volatile bool _cancelled;

    public bool Cancelled => _cancelled || ownerGone?.Invoke() == true;

    public void Fire() => fire();

    public void Dispose() => _cancelled = true;
}
