namespace FlinkSql.Runtime.Operators;

/// <summary>
/// What is to be handed out later, in the order in which it is due, which is the order in which it changed: all wait
/// equally long.
/// </summary>
internal sealed class FiringQueue<T>(FiringDelay delay)
{
    private readonly Queue<(long Due, T Item)> _items = new();

    /// <summary>Whether nothing waits here, because changes are handed out at once.</summary>
    public bool AtOnce => delay.Milliseconds == 0;

    /// <summary>When the first is due; null when there is none.</summary>
    public long? Next => _items.TryPeek(out (long Due, T Item) first) ? first.Due : null;

    /// <summary>What waits, in order.</summary>
    public IEnumerable<(long Due, T Item)> Items => _items;

    /// <summary>Adds what waited in a checkpoint: in the order in which it is due, as before where there are several.</summary>
    public void Refill(IEnumerable<(long Due, T Item)> items)
    {
        foreach ((long Due, T Item) item in items.OrderBy(item => item.Due))
        {
            _items.Enqueue(item);
        }
    }

    /// <summary>Adds what has just changed, and gives when it is due.</summary>
    public long Add(T item, long now)
    {
        long due = delay.DueAt(now);
        _items.Enqueue((due, item));
        return due;
    }

    /// <summary>Takes the first out if it is due.</summary>
    public bool TryTake(long now, out long due, out T item)
    {
        bool any = _items.TryPeek(out (long Due, T Item) first) && first.Due <= now;
        (due, item) = first;
        if (any)
        {
            _items.Dequeue();
        }

        return any;
    }
}
