using System.Text;

namespace FlinkSql.Tests.Snapshots;

/// <summary>
/// A snapshot of many small cases: <c>-- title</c>, an input, a line <c>----</c>, what comes of it, and a line
/// <c>====</c> between cases. The inputs are written by hand, the results by <c>UPDATE_SNAPSHOTS=1</c>.
/// </summary>
internal static class CaseFile
{
    public static void Match(string name, Func<string, string> run)
    {
        string text = File.ReadAllText(Path.Combine(Snapshot.Root, name)).ReplaceLineEndings("\n");
        var actual = new StringBuilder();
        foreach (string part in text.Split("\n====\n"))
        {
            string input = part.Split("\n----\n")[0].Trim('\n');
            if (input.Length == 0)
            {
                continue;
            }

            if (actual.Length != 0)
            {
                actual.Append("====\n");
            }

            actual.Append(input).Append("\n----\n").Append(run(input).Trim('\n')).Append('\n');
        }

        Snapshot.Match(name, actual.ToString());
    }
}
