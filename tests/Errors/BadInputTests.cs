using System.Text.RegularExpressions;
using FlinkSql.Cli;
using FlinkSql.Tests.Connectors;
using FlinkSql.Tests.Snapshots;
using Xunit;

namespace FlinkSql.Tests.Errors;

/// <summary>
/// What the command prints about bad input, and that nothing is lost with it: scripts over the files made here, in a
/// folder that they call <c>{folder}</c>. <c>!ls</c> behind a script lists the folder afterwards, <c>!cat FILE</c> shows
/// a file.
/// </summary>
public sealed partial class BadInputTests
{
    [Fact]
    public void Bad_input_gets_a_clear_error_and_loses_nothing() => CaseFile.Match("Errors/bad_input.txt", Run);

    private static string Run(string script)
    {
        using var folder = new TempFolder();
        folder.Write("good.csv", "1,10\n2,20\n");
        folder.Write("bad.csv", "id,amount\n1,10\n2,abc\n3,30\n4\n");
        folder.Write("bad.jsonl", "{\"id\":1,\"amount\":10}\n{\"id\":2,\"amount\":\n{\"id\":3,\"amount\":\"x\"}\n{\"id\":4,\"amount\":40}\n");
        string[] lines = script.Split('\n');
        string sql = string.Join('\n', lines.Where(line => !line.StartsWith("--", StringComparison.Ordinal) && !line.StartsWith('!')));
        string shown = Command(sql.Replace("{folder}", folder.Path, StringComparison.Ordinal));
        foreach (string line in lines.Where(line => line.StartsWith('!')))
        {
            shown += line + "\n" + (line == "!ls"
                ? string.Join(' ', folder.Files()) + "\n"
                : File.ReadAllText(folder[line["!cat ".Length..]]));
        }

        return Time().Replace(shown.Replace(folder.Path, "{folder}", StringComparison.Ordinal), "N ms");
    }

    private static string Command(string sql)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var messages = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal(TextReader.Null, output, messages, IsInteractive: false);
        int code = CommandLine.RunAsync(["-e", sql], terminal).GetAwaiter().GetResult();
        return $"{output}{messages}exit code {code}\n";
    }

    [GeneratedRegex(@"[\d.,]+ m?s\b")]
    private static partial Regex Time();
}
