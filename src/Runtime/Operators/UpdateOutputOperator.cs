using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.State;

namespace FlinkSql.Runtime.Operators;

/// <summary>
/// Mode update: at a trigger the net change of each key since the last one, as +I, +U or -D with the whole row. A key
/// whose row is what it was gives nothing.
/// </summary>
/// <remarks>
/// Only the present row of a key is kept. The first change after a trigger puts the row of then aside:
/// <code>
///   trigger      +U b    +U c     trigger
///   now:  a  ->  b   ->  c    ->  +U c, since it was a
///   then:        a       a        (forgotten)
/// </code>
/// </remarks>
/// <param name="schema">The columns of input and result.</param>
/// <param name="keys">The columns that name a row.</param>
/// <param name="trigger">When changes are handed on.</param>
/// <param name="spreadBy">The columns by which rows are spread over the subtasks.</param>
public sealed class UpdateOutputOperator(
    Schema schema, IReadOnlyList<int> keys, OutputTrigger trigger, IReadOnlyList<int>? spreadBy = null)
    : OutputOperator(schema, keys, trigger)
{
    private const int None = -1;

    private readonly RowTable _table = new("rows", schema, spreadBy ?? keys, "role", "touched");
    private readonly List<int> _touched = [];
    private RowKeys? _whole;
    private RowIndex<KeyState>? _index;

    protected override bool Changed => _touched.Count != 0;

    public override void Snapshot(StateSnapshot snapshot)
    {
        base.Snapshot(snapshot);
        Dictionary<int, int> turns = _touched.Index().ToDictionary(touched => touched.Item, touched => touched.Index);
        RowTable.Saving saving = _table.Save();
        for (int entry = _index!.First; entry >= 0; entry = _index.After(entry))
        {
            KeyState state = _index.Value(entry);
            int now = _index.Row(entry);
            long turn = state.Touched ? turns[entry] : None;
            if (state.Touched && state.Then != None && state.Then != now)
            {
                saving.Add(Rows[state.Then], (long)Role.Then, turn);
            }

            bool isThen = state.Touched && state.Then == now;
            Role role = (state.Gone, isThen) switch
            {
                (false, false) => Role.Now,
                (false, true) => Role.Both,
                (true, false) => Role.Gone,
                (true, true) => Role.BothGone,
            };
            saving.Add(Rows[now], (long)role, turn);
        }

        saving.Into(snapshot);
    }

    public override void Restore(RestoredState state)
    {
        var touched = new List<(long Turn, int Entry)>();
        int then = None;
        foreach (RowTable.Saved saved in _table.Load(state, Keys, Context.Memory))
        {
            (int row, var role, long turn) = (Rows.Add(saved.Row), (Role)saved[0], saved[1]);
            if (role == Role.Then)
            {
                then = row;
                continue;
            }

            int entry = _index!.Add(saved.Key.Hash, row, default);
            if (turn != None)
            {
                touched.Add((turn, entry));
                _index.Value(entry) = new KeyState
                {
                    Touched = true,
                    Then = role is Role.Both or Role.BothGone ? row : then,
                    Gone = role is Role.Gone or Role.BothGone,
                };
            }

            then = None;
        }

        _touched.AddRange(touched.OrderBy(each => each.Turn).Select(each => each.Entry));
        base.Restore(state);
    }

    protected override void OnOpen()
    {
        base.OnOpen();
        _whole = new RowKeys(Schema, Enumerable.Range(0, Schema.Count));
        _index = new RowIndex<KeyState>(Keys, Rows);
    }

    protected override void Add(RowKey key, RowKind kind)
    {
        bool present = kind is RowKind.Insert or RowKind.UpdateAfter;
        int entry = _index!.Find(key);
        if (entry == None)
        {
            if (!present)
            {
                return;
            }

            _touched.Add(_index.Add(key.Hash, Rows.Add(key.Row), new KeyState { Then = None, Touched = true }));
            return;
        }

        ref KeyState state = ref _index.Value(entry);
        ref int row = ref _index.Row(entry);
        if (!state.Touched)
        {
            state.Touched = true;
            state.Then = row;
            _touched.Add(entry);
        }

        if (!present)
        {
            // The row of now stays where it is, for its key, until the trigger.
            state.Gone = true;
            return;
        }

        if (row != state.Then)
        {
            Rows.Remove(row);
        }

        row = Rows.Add(key.Row);
        state.Gone = false;
    }

    protected override void Write()
    {
        foreach (int entry in _touched)
        {
            KeyState state = _index!.Value(entry);
            int now = _index.Row(entry);
            WriteChange(state, now);
            if (state.Then != None && state.Then != now)
            {
                Rows.Remove(state.Then);
            }

            if (state.Gone)
            {
                _index.Remove(entry);
                Rows.Remove(now);
            }
            else
            {
                _index.Value(entry) = default;
            }
        }

        _touched.Clear();
    }

    private void WriteChange(KeyState state, int now)
    {
        if (state.Then == None)
        {
            if (!state.Gone)
            {
                Emit(Rows[now], RowKind.Insert);
            }
        }
        else if (state.Gone)
        {
            Emit(Rows[state.Then], RowKind.Delete);
        }
        else if (!_whole!.Equal(Rows[state.Then], Rows[now]))
        {
            Emit(Rows[now], RowKind.UpdateAfter);
        }
    }

    /// <summary>What a saved row is to its key; that of the last trigger stands before that of now.</summary>
    private enum Role
    {
        Then,
        Now,
        Both,
        Gone,
        BothGone,
    }

    /// <summary>What is known of a key besides its present row.</summary>
    private struct KeyState
    {
        /// <summary>The row at the last trigger, once it has been touched since; -1 when there was none.</summary>
        public int Then;

        public bool Touched;

        /// <summary>Whether there is no row now.</summary>
        public bool Gone;
    }
}
