using System.Globalization;

namespace FlinkSql.Runtime.Checkpoints;

/// <summary>The names in the directory of a job: <c>chk-ID/</c> with state files and a manifest, and <c>catalog/</c>.</summary>
internal static class CheckpointNames
{
    public const string Manifest = "manifest";
    public const string Catalog = "catalog";
    public const string Temporary = ".tmp-";
    private const string Checkpoint = "chk-";

    public static string Of(long id) => $"{Checkpoint}{id}";

    /// <summary>The id in the name of a checkpoint's directory; null for any other name.</summary>
    public static long? Id(string name) => name.StartsWith(Checkpoint, StringComparison.Ordinal) ? Number(name[Checkpoint.Length..]) : null;

    /// <summary>A number as this store writes it, without sign or leading zeros; null for any other text.</summary>
    public static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number.ToString(CultureInfo.InvariantCulture) == text
            ? number
            : null;

    /// <summary>Whether a text can name the directory of a job.</summary>
    public static bool IsJob(string name) =>
        name.Length is > 0 and <= 200 && name[0] != '.' && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.');
}
