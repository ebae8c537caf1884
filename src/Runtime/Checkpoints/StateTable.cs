using FlinkSql.Columnar;

namespace FlinkSql.Runtime.Checkpoints;

/// <summary>
/// One table of an operator's state in a checkpoint. Its rows belong to keys, and go to whichever subtask owns the key
/// after a restore, or they belong to the subtask, and after a restore every subtask is shown those of all.
/// </summary>
/// <param name="Name">Its name within the operator: letters, digits and dashes.</param>
/// <param name="Schema">Its columns.</param>
/// <param name="KeyColumns">
/// The columns by which rows were spread over the subtasks, in the order of the exchange; empty where rows belong to the
/// subtask.
/// </param>
public sealed record StateTable(string Name, Schema Schema, EquatableArray<int> KeyColumns)
{
    /// <summary>
    /// Whether its rows, which have the columns of the key alone, are keys that are gone from the table with its name; see
    /// <see cref="StateSnapshot.Continue"/>.
    /// </summary>
    public bool Removes { get; init; }
}
