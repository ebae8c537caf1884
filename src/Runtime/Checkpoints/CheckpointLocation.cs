namespace FlinkSql.Runtime.Checkpoints;

/// <summary>
/// Where the state files of one checkpoint go while it is made. It travels with the barrier to the tasks, which create
/// their files in it; until it is published nobody restores from it.
/// </summary>
internal sealed record CheckpointLocation(long Id, string Directory, bool IsSavepoint);
