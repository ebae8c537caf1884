namespace FlinkSql.Runtime.Checkpoints;

/// <summary>What was found in a catalog: the newest whole record, the last sequence number in use, and what is damaged.</summary>
internal sealed record CatalogReading(CatalogRecord? Record, long LastSequence, IReadOnlyList<CheckpointDamage> Damaged);
