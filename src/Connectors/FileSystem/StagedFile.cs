using System.Globalization;
using System.Text;

namespace FlinkSql.Connectors.FileSystem;

/// <summary>What becomes of a staged file.</summary>
internal enum StagedKind
{
    /// <summary>It gets a name that no other file has.</summary>
    Part,

    /// <summary>It takes the place of a file.</summary>
    Replacement,

    /// <summary>It goes on being written.</summary>
    Open,

    /// <summary>It is complete and handed over: nothing more is to be written.</summary>
    Done,
}

/// <summary>A file that is written, synced, and seen by nobody: what the file sink has in a checkpoint.</summary>
/// <param name="Kind">What becomes of it.</param>
/// <param name="Staged">Where it is, from the target folder.</param>
/// <param name="Target">
/// Where it belongs, from the target folder. A <c>*</c> stands for a number that is free when it gets there.
/// </param>
/// <param name="Length">Its bytes; an open file may have got more since.</param>
internal sealed record StagedFile(StagedKind Kind, string Staged, string Target, long Length)
{
    /// <summary>Whether its name is not decided yet.</summary>
    public bool IsNumbered => Target.Contains('*', StringComparison.Ordinal);

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{Kind}\n{Staged}\n{Target}\n{Length}"));

    public static StagedFile Of(byte[] bytes)
    {
        string[] parts = Encoding.UTF8.GetString(bytes).Split('\n');
        return new StagedFile(
            Enum.Parse<StagedKind>(parts[0]), parts[1], parts[2], long.Parse(parts[3], CultureInfo.InvariantCulture));
    }
}
