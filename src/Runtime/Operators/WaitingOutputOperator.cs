using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.State;

namespace FlinkSql.Runtime.Operators;

/// <summary>Mode update over rows that never change: they wait for the trigger, in the order in which they came.</summary>
/// <param name="schema">The columns of input and result.</param>
/// <param name="trigger">When rows are handed on.</param>
/// <param name="spreadBy">The columns by which rows are spread over the subtasks, if any.</param>
public sealed class WaitingOutputOperator(Schema schema, OutputTrigger trigger, IReadOnlyList<int>? spreadBy = null)
    : OutputOperator(schema, [], trigger)
{
    private readonly RowTable _table = new("rows", schema, spreadBy ?? []);
    private readonly bool _spread = spreadBy is { Count: > 0 };
    private readonly List<int> _waiting = [];

    protected override bool Changed => _waiting.Count != 0;

    public override void Snapshot(StateSnapshot snapshot)
    {
        base.Snapshot(snapshot);
        RowTable.Saving saving = _table.Save();
        foreach (int row in _waiting)
        {
            saving.Add(Rows[row]);
        }

        saving.Into(snapshot);
    }

    /// <summary>Rows that any subtask may have are shown to all, which take them in turn.</summary>
    public override void Restore(RestoredState state)
    {
        int turn = 0;
        foreach (RowTable.Saved saved in _table.Load(state, Keys, Context.Memory))
        {
            if (_spread || turn++ % Context.Parallelism == Context.Subtask)
            {
                _waiting.Add(Rows.Add(saved.Row));
            }
        }

        base.Restore(state);
    }

    protected override void Add(RowKey key, RowKind kind) => _waiting.Add(Rows.Add(key.Row));

    protected override void Write()
    {
        foreach (int row in _waiting)
        {
            Emit(Rows[row], RowKind.Insert);
            Rows.Remove(row);
        }

        _waiting.Clear();
    }
}
