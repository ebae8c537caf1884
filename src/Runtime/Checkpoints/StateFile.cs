namespace FlinkSql.Runtime.Checkpoints;

/// <summary>
/// A file of state as a manifest names it: the checkpoint that wrote it, its name in the directory of that checkpoint,
/// its length and CRC32C. An incremental checkpoint names files of older ones.
/// </summary>
internal sealed record StateFile(long Checkpoint, string Name, long Length, uint Checksum)
{
    /// <summary>Whether a name can be that of a state file: a plain one, not taken by the store itself.</summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= 200 && name[0] != '.' && !name.StartsWith(CheckpointNames.Manifest, StringComparison.Ordinal)
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.');

    public override string ToString() => $"{CheckpointNames.Of(Checkpoint)}/{Name}";
}
