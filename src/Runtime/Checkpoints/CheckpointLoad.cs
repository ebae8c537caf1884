namespace FlinkSql.Runtime.Checkpoints;

/// <summary>The newest whole checkpoint, null if none was ever completed, and the damaged ones passed over to find it.</summary>
internal sealed record CheckpointLoad(LoadedCheckpoint? Checkpoint, IReadOnlyList<CheckpointDamage> Damaged);
