namespace FlinkSql.Functions.State;

/// <summary>
/// The best of the values that are there, while values come and go: a heap of ids over a counted table. A value that
/// is gone stays in the heap until it comes to the top or until there are more such values than others.
/// </summary>
internal abstract class LiveHeap<TKey>(CountedTable<TKey> table)
{
    private const int TidyAbove = 32;

    private int[] _heap = new int[8];
    private int _size;

    /// <summary>Values that are there at least once.</summary>
    public int Live { get; private set; }

    /// <summary>The id of the best value; there must be one.</summary>
    public int Top
    {
        get
        {
            while (table[_heap[0]].Count <= 0)
            {
                RemoveTop();
            }

            return _heap[0];
        }
    }

    public void Change(int id, long times)
    {
        ref CountedTable<TKey>.Entry entry = ref table[id];
        long before = entry.Count;
        entry.Count += times;
        if (before <= 0 && entry.Count > 0)
        {
            Live++;
            if (!entry.Marked)
            {
                entry.Marked = true;
                Push(id);
            }
        }
        else if (before > 0 && entry.Count <= 0)
        {
            Live--;
            if (_size > TidyAbove && _size > 2 * Live)
            {
                Tidy();
            }
        }
        else if (entry.Count == 0 && !entry.Marked)
        {
            table.Delete(id);
        }
    }

    private protected abstract bool IsBetter(int first, int second);

    private void Tidy()
    {
        int kept = 0;
        for (int at = 0; at < _size; at++)
        {
            int id = _heap[at];
            if (table[id].Count > 0)
            {
                _heap[kept++] = id;
            }
            else
            {
                Drop(id);
            }
        }

        _size = kept;
        for (int at = kept / 2 - 1; at >= 0; at--)
        {
            SiftDown(at);
        }
    }

    private void RemoveTop()
    {
        int gone = _heap[0];
        _heap[0] = _heap[--_size];
        SiftDown(0);
        Drop(gone);
    }

    private void Drop(int id)
    {
        table[id].Marked = false;
        if (table[id].Count == 0)
        {
            table.Delete(id);
        }
    }

    private void Push(int id)
    {
        if (_size == _heap.Length)
        {
            Array.Resize(ref _heap, _size * 2);
        }

        int at = _size++;
        while (at > 0)
        {
            int parent = (at - 1) / 2;
            if (!IsBetter(id, _heap[parent]))
            {
                break;
            }

            _heap[at] = _heap[parent];
            at = parent;
        }

        _heap[at] = id;
    }

    private void SiftDown(int at)
    {
        if (_size == 0)
        {
            return;
        }

        int id = _heap[at];
        while (2 * at + 1 < _size)
        {
            int child = 2 * at + 1;
            if (child + 1 < _size && IsBetter(_heap[child + 1], _heap[child]))
            {
                child++;
            }

            if (!IsBetter(_heap[child], id))
            {
                break;
            }

            _heap[at] = _heap[child];
            at = child;
        }

        _heap[at] = id;
    }
}

/// <summary>A heap of values of fixed width.</summary>
internal sealed class ValueHeap<T, TOrder>(ValueTable<T> table) : LiveHeap<T>(table)
    where T : unmanaged, IEquatable<T>
    where TOrder : struct, IOrder<T>
{
    public ValueTable<T> Table { get; } = table;

    private protected override bool IsBetter(int first, int second) => TOrder.IsBetter(Table[first].Key, Table[second].Key);
}

/// <summary>A heap of texts, ordered by their bytes, which is the order of their code points.</summary>
internal sealed class TextHeap(TextTable table, bool greatest) : LiveHeap<TextSlice>(table)
{
    public TextTable Table { get; } = table;

    private protected override bool IsBetter(int first, int second)
    {
        int order = Table.Text(first).SequenceCompareTo(Table.Text(second));
        return greatest ? order > 0 : order < 0;
    }
}
