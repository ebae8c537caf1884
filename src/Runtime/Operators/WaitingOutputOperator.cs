using FlinkSql.Columnar;
using FlinkSql.Runtime.State;

namespace FlinkSql.Runtime.Operators;

/// <summary>Mode update over rows that never change: they wait for the trigger, in the order in which they came.</summary>
public sealed class WaitingOutputOperator(Schema schema, OutputTrigger trigger) : OutputOperator(schema, [], trigger)
{
    private readonly List<int> _waiting = [];

    protected override bool Changed => _waiting.Count != 0;

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
