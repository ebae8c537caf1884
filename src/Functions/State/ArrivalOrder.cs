namespace FlinkSql.Functions.State;

/// <summary>
/// Values in the order in which they came, from which the earliest of equal values can be taken back. What is taken
/// back is only counted, and leaves when it comes to an end of the order or when half the order is gone.
/// </summary>
internal sealed class ArrivalOrder<TKey>(CountedTable<TKey> table)
{
    private const int TidyAbove = 32;

    /// <summary>Ids in the order of arrival, in a ring.</summary>
    private int[] _ids = new int[8];

    /// <summary>By id: how many of its earliest occurrences are gone.</summary>
    private int[] _gone = new int[8];
    private int _start;
    private int _length;
    private int _totalGone;

    /// <summary>Values that are there.</summary>
    public int Live => _length - _totalGone;

    /// <summary>The id of the earliest value; there must be one.</summary>
    public int First
    {
        get
        {
            while (Gone(At(0)) > 0)
            {
                int id = At(0);
                _start = (_start + 1) & (_ids.Length - 1);
                Forget(id);
            }

            return At(0);
        }
    }

    /// <summary>The id of the latest value; there must be one.</summary>
    public int Last
    {
        get
        {
            // The earliest occurrences go first, so the latest is gone only if all are.
            while (table[At(_length - 1)].Count == 0)
            {
                Forget(At(_length - 1));
            }

            return At(_length - 1);
        }
    }

    public void Add(int id)
    {
        if (_length == _ids.Length)
        {
            Grow();
        }

        _ids[(_start + _length++) & (_ids.Length - 1)] = id;
        table[id].Count++;
    }

    /// <summary>Takes the earliest occurrence of a value back; a value that is not there is ignored.</summary>
    public void Remove(int id)
    {
        if (id < 0 || table[id].Count == 0)
        {
            return;
        }

        if (id >= _gone.Length)
        {
            Array.Resize(ref _gone, Math.Max(_gone.Length * 2, id + 1));
        }

        table[id].Count--;
        _gone[id]++;
        _totalGone++;
        if (_length > TidyAbove && _totalGone > _length / 2)
        {
            Tidy();
        }
    }

    /// <summary>Writes the ids of the values that are there, in order, and returns how many.</summary>
    public int CopyTo(ref int[] ids)
    {
        Tidy();
        if (ids.Length < _length)
        {
            ids = new int[_length];
        }

        for (int at = 0; at < _length; at++)
        {
            ids[at] = At(at);
        }

        return _length;
    }

    private int At(int index) => _ids[(_start + index) & (_ids.Length - 1)];

    private int Gone(int id) => id < _gone.Length ? _gone[id] : 0;

    /// <summary>One occurrence that is gone leaves the order.</summary>
    private void Forget(int id)
    {
        _length--;
        _totalGone--;
        if (--_gone[id] == 0 && table[id].Count == 0)
        {
            table.Delete(id);
        }
    }

    private void Tidy()
    {
        int length = _length;
        int kept = 0;
        for (int at = 0; at < length; at++)
        {
            int id = At(at);
            if (Gone(id) > 0)
            {
                Forget(id);
            }
            else
            {
                _ids[(_start + kept++) & (_ids.Length - 1)] = id;
            }
        }

        _length = kept;
    }

    private void Grow()
    {
        var ids = new int[_ids.Length * 2];
        for (int at = 0; at < _length; at++)
        {
            ids[at] = At(at);
        }

        _ids = ids;
        _start = 0;
    }
}
