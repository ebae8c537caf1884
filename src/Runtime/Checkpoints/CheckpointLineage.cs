namespace FlinkSql.Runtime.Checkpoints;

/// <summary>A checkpoint that may leave out what an older one holds.</summary>
/// <param name="Id">The checkpoint.</param>
/// <param name="Base">The newest one that was completed when it began, which is kept for as long as it needs it; -1 for none.</param>
public sealed record CheckpointLineage(long Id, long Base);
