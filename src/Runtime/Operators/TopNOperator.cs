using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.State;

namespace FlinkSql.Runtime.Operators;

/// <summary>
/// Keeps the rows of some ranks of each key up to date, and emits what a row changes. Where the rank is part of the
/// result, or the first ranks are left out, rows that move a rank are updates of that rank; else only the row that
/// leaves and the one that enters are emitted.
/// </summary>
/// <param name="input">The columns of the input.</param>
/// <param name="rank">Which rows are wanted.</param>
/// <param name="result">The columns of the result.</param>
/// <param name="emitsUpdateBefore">Whether -U rows are emitted.</param>
/// <param name="skipsRepeats">Whether a row that takes the place of one with the same values says nothing new.</param>
/// <param name="ttl">How long the rows of a key are kept in which nothing changes.</param>
public sealed class TopNOperator(
    Schema input, RankSpec rank, Schema result, bool emitsUpdateBefore, bool skipsRepeats = false,
    StateTtl ttl = default)
    : RowOperator(input, rank.Keys, result, ttl)
{
    private readonly RowTable _table = new("rows", input, rank.Keys, "written");
    private readonly RowOrder _order = new(input, rank.Order);
    private readonly RowKeys _whole = new(input, Enumerable.Range(0, input.Count));

    // A single row is replaced, not shifted: an update of its key.
    private readonly bool _byRank =
        rank.OutputsRank || rank.First > 1 || (rank is { Last: 1, InputRetracts: false });

    private RowStore? _rows;
    private RowGroups? _groups;

    protected override long StateEntries => _rows!.Count;

    public override void Snapshot(StateSnapshot snapshot)
    {
        RowTable.Saving saving = _table.Save();
        foreach (RowGroup group in _groups!.All)
        {
            foreach (int row in group.Rows)
            {
                saving.Add(_rows![row], group.Written);
            }
        }

        saving.Into(snapshot);
    }

    /// <summary>Rows of a key were saved in the order of their ranks.</summary>
    public override void Restore(RestoredState state)
    {
        foreach (RowTable.Saved saved in _table.Load(state, Keys, Context.Memory))
        {
            RowGroup? group = _groups!.Find(saved.Key);
            _groups.Insert(saved.Key, group, group?.Rows.Count ?? 0).Written = saved[0];
        }

        _groups!.SortByWritten();
        Context.Metrics.StateEntries = StateEntries;
    }

    public override void Close() => _rows?.Clear();

    protected override void OnOpen()
    {
        base.OnOpen();
        _rows = new RowStore(InputSchema, Context.Memory);
        _groups = new RowGroups(Keys, _rows);
    }

    protected override void Add(RowKey key, RowKind kind)
    {
        RowGroup? group = _groups!.Find(key);
        if (kind is RowKind.Delete or RowKind.UpdateBefore)
        {
            TakeBack(group, key.Row);
            return;
        }

        int place = group?.PlaceOf(key.Row, _rows!, _order, rank.NewestFirst) ?? 0;
        if (place >= rank.Kept || IsRepeat(group, place, key.Row))
        {
            return;
        }

        group = _groups.Insert(key, group, place);
        _groups.Write(group, BatchTime);
        EmitInsert(group.Rows, place);
        if (group.Rows.Count > rank.Kept)
        {
            _groups.RemoveAt(group, group.Rows.Count - 1);
        }
    }

    protected override void Expire(long now)
    {
        while (_groups!.First is { } group && Ttl.Expired(group.Written, now))
        {
            _groups.Remove(group);
            Context.Metrics.ExpiredState++;
        }
    }

    protected override void OnRowsAdded() => _rows!.Compact();

    // Where state ends, a row that says nothing new is told on all the same: it keeps what comes after it alive.
    private bool IsRepeat(RowGroup? group, int place, StoredRow row) =>
        skipsRepeats && !Ttl.IsOn && place < group?.Rows.Count && _whole.Equal(_rows![group.Rows[place]], row);

    private void TakeBack(RowGroup? group, StoredRow row)
    {
        int place = group?.Find(row, _rows!, _order, _whole) ?? -1;
        if (place < 0)
        {
            return;
        }

        EmitDelete(group!.Rows, place);
        _groups!.Write(group, BatchTime);
        _groups.RemoveAt(group, place);
    }

    /// <summary>Emits what a row changes that is now at a place.</summary>
    private void EmitInsert(List<int> rows, int place)
    {
        if (place >= rank.Last)
        {
            return;
        }

        int last = (int)Math.Min(rank.Last, rows.Count) - 1;
        bool full = rows.Count > rank.Last;
        if (!_byRank)
        {
            if (full)
            {
                Emit(_rows![rows[last + 1]], RowKind.Delete);
            }

            Emit(_rows![rows[place]], RowKind.Insert);
            return;
        }

        int shifted = full ? last : last - 1;
        for (int at = From(place); at <= shifted; at++)
        {
            Update(rows[at + 1], rows[at], at);
        }

        if (!full && last >= From(place))
        {
            Emit(rows[last], last, RowKind.Insert);
        }
    }

    /// <summary>Emits what changes when the row at a place goes.</summary>
    private void EmitDelete(List<int> rows, int place)
    {
        if (place >= rank.Last)
        {
            return;
        }

        bool moreBehind = rows.Count > rank.Last;
        if (!_byRank)
        {
            Emit(_rows![rows[place]], RowKind.Delete);
            if (moreBehind)
            {
                Emit(_rows![rows[(int)rank.Last]], RowKind.Insert);
            }

            return;
        }

        int last = moreBehind ? (int)rank.Last - 1 : rows.Count - 2;
        for (int at = From(place); at <= last; at++)
        {
            Update(rows[at], rows[at + 1], at);
        }

        if (!moreBehind && rows.Count >= rank.First)
        {
            Emit(rows[^1], rows.Count - 1, RowKind.Delete);
        }
    }

    /// <summary>The first place from one on that is wanted.</summary>
    private int From(int place) => (int)Math.Max(place, Math.Min(rank.First - 1, int.MaxValue));

    private void Update(int before, int after, int place)
    {
        if (emitsUpdateBefore)
        {
            Emit(before, place, RowKind.UpdateBefore);
        }

        Emit(after, place, RowKind.UpdateAfter);
    }

    private void Emit(int number, int place, RowKind kind)
    {
        if (rank.OutputsRank)
        {
            Emit(_rows![number], place + 1, kind);
        }
        else
        {
            Emit(_rows![number], kind);
        }
    }
}
