using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Runtime.Operators;

/// <summary>
/// What a writer has prepared and nobody has said to be committed. A checkpoint that is given up leaves its committables
/// to the next one: each checkpoint holds all that were prepared up to it.
/// </summary>
internal sealed class PreparedState
{
    private static readonly StateTable Committables = Table("committables");
    private static readonly StateTable Unfinished = Table("unfinished");

    private readonly List<(long Checkpoint, byte[] Bytes)> _committables = [];
    private IReadOnlyList<byte[]> _unfinished = [];

    /// <summary>Adds what was prepared for a checkpoint.</summary>
    public void Add(long checkpointId, SinkState prepared)
    {
        _committables.AddRange(prepared.Committables.Select(bytes => (checkpointId, bytes)));
        _unfinished = prepared.Unfinished;
    }

    /// <summary>What a checkpoint holds has been committed.</summary>
    public void Forget(long checkpointId) => _committables.RemoveAll(each => each.Checkpoint <= checkpointId);

    /// <summary>Writes everything into a checkpoint.</summary>
    public void Save(StateSnapshot snapshot)
    {
        Save(snapshot, Committables, [.. _committables.Select(each => each.Bytes)]);
        Save(snapshot, Unfinished, _unfinished);
    }

    /// <summary>What all subtasks of a sink have in a checkpoint.</summary>
    public static SinkState Load(RestoredState state) =>
        new([.. Rows(state, Committables)], [.. Rows(state, Unfinished)]);

    /// <summary>The unfinished works that a subtask goes on with; dealt out in turn.</summary>
    public static IReadOnlyList<byte[]> ShareOfUnfinished(RestoredState state, int subtask, int parallelism) =>
        [.. Rows(state, Unfinished).Where((_, number) => number % parallelism == subtask)];

    private static StateTable Table(string name) =>
        new(name, new Schema([new Field("content", DataTypes.Bytes.NotNull())]), []);

    private static void Save(StateSnapshot snapshot, StateTable table, IReadOnlyList<byte[]> contents)
    {
        if (contents.Count == 0)
        {
            return;
        }

        var rows = new BatchBuilder(table.Schema, snapshot.Memory);
        foreach (byte[] content in contents)
        {
            rows.AppendRow(RowKind.Insert, content);
        }

        snapshot.Add(table, rows.Build());
    }

    private static IEnumerable<byte[]> Rows(RestoredState state, StateTable table)
    {
        foreach (RecordBatch rows in state.Rows(table.Name))
        {
            using RecordBatch owned = rows;
            for (int row = 0; row < rows.RowCount; row++)
            {
                yield return (byte[])rows.Column(0).GetValue(row)!;
            }
        }
    }
}
