namespace FlinkSql.Runtime.Checkpoints;

/// <summary>There are checkpoints, but none of them is whole. Nothing is restored rather than something wrong.</summary>
internal sealed class CheckpointDamagedException(string place, IReadOnlyList<CheckpointDamage> damaged)
    : Exception($"no usable checkpoint in '{place}': {string.Join("; ", damaged)}")
{
    public IReadOnlyList<CheckpointDamage> Damaged { get; } = damaged;
}
