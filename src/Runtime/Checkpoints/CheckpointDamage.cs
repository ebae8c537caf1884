namespace FlinkSql.Runtime.Checkpoints;

/// <summary>Something stored is not as it was written: where, and how that was seen.</summary>
internal sealed record CheckpointDamage(string Path, string Reason)
{
    public override string ToString() => $"'{Path}' is damaged: {Reason}";
}
