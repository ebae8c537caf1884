namespace FlinkSql.Runtime.Checkpoints;

/// <summary>What a checkpoint holds and which attempt of which job made it.</summary>
internal sealed record CheckpointManifest(long Id, string Job, long Token, CheckpointContents Contents)
{
    /// <summary>All state files, with those of older checkpoints.</summary>
    public IEnumerable<StateFile> Files => Contents.Operators.SelectMany(entry => entry.States).Select(state => state.File);

    /// <summary>Whether a file belongs to an older checkpoint.</summary>
    public bool IsReference(StateFile file) => file.Checkpoint != Id;
}
