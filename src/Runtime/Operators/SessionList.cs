namespace FlinkSql.Runtime.Operators;

/// <summary>Sessions of a key in order, most of which come at the end and leave at the front; they lie in one array.</summary>
internal sealed class SessionList<TState>
    where TState : struct
{
    private Session[] _items = new Session[4];
    private int _head;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>A session; the reference is good until one is added or removed.</summary>
    public ref Session this[int index] => ref _items[_head + index];

    /// <summary>The sessions in order.</summary>
    public Span<Session> Items => _items.AsSpan(_head, Count);

    /// <summary>Adds one at the end.</summary>
    public void Add(in Session session) => Insert(Count, in session);

    /// <summary>Adds one before another.</summary>
    public void Insert(int index, in Session session)
    {
        if (_head + Count == _items.Length)
        {
            // What left at the front makes room, unless it is little.
            Session[] items = _head > Count / 2 ? _items : new Session[2 * _items.Length];
            Items.CopyTo(items);
            Array.Clear(items, Count, Math.Min(_head, items.Length - Count));
            (_items, _head) = (items, 0);
        }

        Count++;
        Items[index..^1].CopyTo(Items[(index + 1)..]);
        Items[index] = session;
    }

    /// <summary>Takes some out.</summary>
    public void RemoveRange(int index, int count)
    {
        if (index == 0)
        {
            Items[..count].Clear();
            _head = count == Count ? 0 : _head + count;
        }
        else
        {
            Items[(index + count)..].CopyTo(Items[index..]);
            Items[^count..].Clear();
        }

        Count -= count;
    }

    /// <summary>The same sessions in another list.</summary>
    public SessionList<TState> Copy() => new() { _items = [.. Items], Count = Count };

    /// <summary>A session and its state.</summary>
    internal struct Session
    {
        public long Start;
        public long End;
        public TState State;
    }
}
