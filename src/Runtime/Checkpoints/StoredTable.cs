using FlinkSql.Columnar;

namespace FlinkSql.Runtime.Checkpoints;

/// <summary>A table of a state that lies in a file: what an acknowledgement says of it, and a manifest.</summary>
/// <param name="Name">Its name within the operator.</param>
/// <param name="KeyColumns">See <see cref="StateTable.KeyColumns"/>.</param>
/// <param name="File">An Arrow IPC stream.</param>
internal sealed record StoredTable(string Name, EquatableArray<int> KeyColumns, StateFile File)
{
    /// <summary>See <see cref="StateTable.Removes"/>.</summary>
    public bool Removes { get; init; }
}
