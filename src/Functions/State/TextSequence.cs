using FlinkSql.Columnar.State;

namespace FlinkSql.Functions.State;

/// <summary>Texts in the order of arrival, from which rows can be taken back.</summary>
internal struct TextSequence : ISavedState
{
    private TextTable? _table;
    private ArrivalOrder<TextSlice>? _order;
    private int[]? _ids;

    public void Add(ReadOnlySpan<byte> text)
    {
        if (_table is null)
        {
            _table = new TextTable();
            _order = new ArrivalOrder<TextSlice>(_table);
        }

        _order!.Add(_table.GetOrAdd(text));
    }

    public readonly void Remove(ReadOnlySpan<byte> text)
    {
        if (_table is not null)
        {
            _order!.Remove(_table.Find(text));
        }
    }

    public void Append(in TextSequence other)
    {
        int[] ids = [];
        int count = other._order?.CopyTo(ref ids) ?? 0;
        foreach (int id in ids.AsSpan(0, count))
        {
            Add(other._table!.Text(id));
        }
    }

    public readonly bool TryFirst(out ReadOnlySpan<byte> text)
    {
        bool any = _order is { Live: > 0 };
        text = any ? _table!.Text(_order!.First) : default;
        return any;
    }

    public readonly bool TryLast(out ReadOnlySpan<byte> text)
    {
        bool any = _order is { Live: > 0 };
        text = any ? _table!.Text(_order!.Last) : default;
        return any;
    }

    /// <summary>All texts with a separator between them; false if there are none.</summary>
    public bool TryJoin(ReadOnlySpan<byte> separator, Scratch scratch, out ReadOnlySpan<byte> joined)
    {
        joined = default;
        _ids ??= [];
        int count = _order?.CopyTo(ref _ids) ?? 0;
        if (count == 0)
        {
            return false;
        }

        long length = (long)separator.Length * (count - 1);
        foreach (int id in _ids.AsSpan(0, count))
        {
            length += _table!.Text(id).Length;
        }

        Span<byte> space = scratch.Take(length);
        int at = 0;
        for (int index = 0; index < count; index++)
        {
            if (index != 0)
            {
                separator.CopyTo(space[at..]);
                at += separator.Length;
            }

            ReadOnlySpan<byte> text = _table!.Text(_ids[index]);
            text.CopyTo(space[at..]);
            at += text.Length;
        }

        joined = space;
        return true;
    }

    public readonly void Save(StateWriter writer)
    {
        int[] ids = [];
        int count = _order?.CopyTo(ref ids) ?? 0;
        writer.Write(count);
        foreach (int id in ids.AsSpan(0, count))
        {
            writer.WriteBytes(_table!.Text(id));
        }
    }

    public void Load(ref StateReader reader)
    {
        this = default;
        for (int rest = reader.Read<int>(); rest > 0; rest--)
        {
            Add(reader.ReadBytes());
        }
    }
}
