namespace FlinkSql.Runtime.Checkpoints;

/// <summary>
/// Where the state files of one checkpoint go while it is made. It travels with the barrier to the tasks, which create
/// their files in it; until it is published nobody restores from it.
/// </summary>
/// <param name="Id">The number of the checkpoint.</param>
/// <param name="Directory">Where files go; empty where states stay in memory.</param>
/// <param name="IsSavepoint">Whether it belongs to the user.</param>
public sealed record CheckpointLocation(long Id, string Directory, bool IsSavepoint)
{
    /// <summary>
    /// The newest checkpoint that was completed when this one began; its files stay for as long as this one may need them.
    /// -1 for none.
    /// </summary>
    public long Base { get; init; } = -1;

    public bool InMemory => Directory.Length == 0;
}
