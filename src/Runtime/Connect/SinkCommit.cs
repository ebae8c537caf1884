namespace FlinkSql.Runtime.Connect;

/// <summary>The second phase of a commit.</summary>
/// <param name="Run">The run of the job that commits.</param>
/// <param name="CheckpointId">The checkpoint that holds the committables; 0 where there is none.</param>
/// <param name="Committables">What the writers prepared.</param>
/// <param name="IsLast">Whether all rows of the job have been written: nothing comes after it.</param>
public sealed record SinkCommit(SinkRun Run, long CheckpointId, IReadOnlyList<byte[]> Committables, bool IsLast);
