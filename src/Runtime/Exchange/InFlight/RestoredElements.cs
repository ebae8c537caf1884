using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Operators;

namespace FlinkSql.Runtime.Exchange.InFlight;

/// <summary>
/// What barriers had overtaken on its way to an operator when a checkpoint was taken: the part of one subtask, to be dealt
/// with before anything else.
/// </summary>
internal static class RestoredElements
{
    /// <summary>
    /// The elements in order; rows are the caller's. Watermarks are among them only where the operator has as many subtasks
    /// as it had: others find the rows of several, which are not equally far.
    /// </summary>
    /// <param name="state">The state of the operator.</param>
    /// <param name="memory">What rows are copied into.</param>
    /// <param name="layout">How its rows look now, <see cref="Job.CompiledOperator.InputLayout"/>.</param>
    public static IReadOnlyList<(int Input, StreamElement Element)> Load(RestoredState state, BufferPool memory, long layout)
    {
        if (state.Numbers(InFlightTables.Layout).Any(former => former != layout))
        {
            throw new RuntimeException(
                "FLS6103",
                "the checkpoint holds rows that were under way to this operator, which now takes other rows: "
                + "continue from a savepoint, or with 'execution.checkpointing.unaligned.enabled' as it was",
                null);
        }

        var elements = new SortedDictionary<(int Former, long Number), (int Input, StreamElement Element)>();
        foreach (string table in state.TableNames.Where(InFlightTables.IsName).Where(name => name != InFlightTables.Watermarks.Name))
        {
            foreach ((int former, RecordBatch packed) in state.Dealt(table))
            {
                using RecordBatch owned = packed;
                (long number, RecordBatch rows) = InFlightTables.Unpack(packed, memory);
                elements.Add((former, number), (InFlightTables.InputOf(table), new BatchElement(rows)));
            }
        }

        if (state.SameParallelism)
        {
            AddWatermarks(state, elements);
        }

        return [.. elements.Values];
    }

    private static void AddWatermarks(
        RestoredState state, SortedDictionary<(int Former, long Number), (int Input, StreamElement Element)> elements)
    {
        var marks = new List<((int Former, long Number) Place, WatermarkMark Mark)>();
        foreach ((int former, RecordBatch packed) in state.Dealt(InFlightTables.Watermarks.Name))
        {
            using RecordBatch owned = packed;
            for (int row = 0; row < packed.RowCount; row++)
            {
                marks.Add((
                    (former, packed.Values<long>(0)[row]),
                    new WatermarkMark((int)packed.Values<long>(1)[row], packed.Values<long>(2)[row])));
            }
        }

        foreach (var element in marks.GroupBy(mark => mark.Place, mark => mark.Mark))
        {
            elements[element.Key] = elements.TryGetValue(element.Key, out (int Input, StreamElement Element) rows)
                ? (rows.Input, new BatchElement(((BatchElement)rows.Element).Batch.WithMarks([.. element])))
                : (0, new WatermarkElement(element.Last().Time));
        }
    }
}
