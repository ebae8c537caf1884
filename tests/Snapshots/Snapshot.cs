using Xunit.Sdk;

namespace FlinkSql.Tests.Snapshots;

/// <summary>
/// Compares a text with the file that holds what it should be. <c>UPDATE_SNAPSHOTS=1</c> writes the files anew, to be
/// reviewed as a diff; a mismatch leaves <c>X.received.txt</c> beside the file.
/// </summary>
internal static class Snapshot
{
    /// <summary>The tests folder of the source tree.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Whether results are written anew instead of compared.</summary>
    internal static bool Update => Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1";

    /// <summary>Fails unless the file <paramref name="name"/>, relative to the tests folder, holds the text.</summary>
    public static void Match(string name, string actual)
    {
        string path = Path.Combine(Root, name);
        string received = path + ".received.txt";
        string text = Normalize(actual);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Delete(received);
        if (File.Exists(path) && Normalize(File.ReadAllText(path)) == text)
        {
            return;
        }

        if (Update)
        {
            File.WriteAllText(path, text);
            return;
        }

        File.WriteAllText(received, text);
        throw new XunitException(File.Exists(path)
            ? $"{name} differs: {FirstDifference(Normalize(File.ReadAllText(path)), text)}\nsee {name}.received.txt"
            : $"{name} does not exist yet; UPDATE_SNAPSHOTS=1 writes it. Text:\n{text}");
    }

    private static string FirstDifference(string expected, string actual)
    {
        string[] left = expected.Split('\n');
        string[] right = actual.Split('\n');
        for (int line = 0; line < Math.Max(left.Length, right.Length); line++)
        {
            string was = line < left.Length ? left[line] : "<end>";
            string now = line < right.Length ? right[line] : "<end>";
            if (was != now)
            {
                return $"line {line + 1}\n  expected: {was}\n  actual:   {now}";
            }
        }

        return "no line differs";
    }

    private static string Normalize(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd() + "\n";

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "FlinkSql.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return Path.Combine(folder ?? throw new InvalidOperationException("tests: no FlinkSql.sln above"), "tests");
    }
}
