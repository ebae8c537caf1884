using FlinkSql.Columnar;
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
public sealed class UpdateOutputOperator(Schema schema, IEnumerable<int> keys, OutputTrigger trigger)
    : OutputOperator(schema, keys, trigger)
{
    private const int None = -1;

    private readonly List<int> _touched = [];
    private RowKeys? _whole;
    private RowIndex<KeyState>? _index;

    protected override bool Changed => _touched.Count != 0;

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

            entry = _index.Add(key.Hash, Rows.Add(key.Row));
            _index.Value(entry) = new KeyState { Then = None, Touched = true };
            _touched.Add(entry);
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
