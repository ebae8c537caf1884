using FlinkSql.Columnar;
using FlinkSql.Columnar.State;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.State;

namespace FlinkSql.Runtime.Operators;

/// <summary>
/// The sessions in a checkpoint: one table of sessions, which says how many rows each has, and one of the rows in the
/// order of their sessions.
/// </summary>
public abstract partial class SessionWindowOperator<TKey>
    where TKey : struct, IStateKey<TKey>
{
    private readonly StateTable _rowTable = new("rows", schema.Select([.. Enumerable.Range(0, schema.Count - 3)]), keys);
    private readonly Queue<(List<(RecordBatch Batch, int Row)> Rows, int Count)> _awaited = [];
    private List<(RecordBatch Batch, int Row)> _saved = [];

    protected sealed override void SaveState(ref SessionRows state, StateWriter writer)
    {
        writer.Write(state.Rows.Count);
        foreach ((RecordBatch batch, int row) in state.Rows)
        {
            _saved.Add((batch.Retain(), row));
        }
    }

    protected sealed override void LoadState(ref SessionRows state, ref StateReader reader) =>
        _awaited.Enqueue((state.Refill(), reader.Read<int>()));

    private protected sealed override void SaveGroups(StateSnapshot snapshot)
    {
        base.SaveGroups(snapshot);
        List<(RecordBatch Batch, int Row)> saved = _saved;
        _saved = [];
        StateTable table = _rowTable;
        snapshot.Defer(
            table,
            memory => Build(saved, table.Schema, memory),
            () => saved.ForEach(row => row.Batch.Dispose()));
    }

    private protected sealed override void LoadGroups(RestoredState state)
    {
        base.LoadGroups(state);
        foreach (RecordBatch rows in state.Rows(_rowTable.Name))
        {
            using RecordBatch owned = rows;
            for (int row = 0; row < rows.RowCount; row++)
            {
                while (_awaited.Peek() is var (full, count) && full.Count == count)
                {
                    _awaited.Dequeue();
                }

                _awaited.Peek().Rows.Add((rows.Retain(), row));
            }
        }

        _awaited.Clear();
    }

    private static IEnumerable<RecordBatch> Build(
        List<(RecordBatch Batch, int Row)> saved, Schema schema, BufferPool memory)
    {
        var rows = new BatchBuilder(schema, memory);
        foreach ((RecordBatch batch, int row) in saved)
        {
            for (int column = 0; column < schema.Count; column++)
            {
                rows.Column(column).AppendFrom(batch.Column(column), row);
            }

            rows.EndRow();
            if (rows.RowCount >= KeyedRows<TKey>.BatchRows)
            {
                yield return rows.Build();
            }
        }

        if (!rows.IsEmpty)
        {
            yield return rows.Build();
        }
    }
}
