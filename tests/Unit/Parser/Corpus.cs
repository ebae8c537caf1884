using FlinkSql.Parser;
using FlinkSql.Tests.Snapshots;

namespace FlinkSql.Tests.Unit.Parser;

/// <summary>The statements of the corpus folder, one file per topic.</summary>
internal static class Corpus
{
    public static IReadOnlyList<string> Files { get; } =
        [.. Directory.GetFiles(Path.Combine(Snapshot.Root, "Unit", "Parser", "corpus"), "*.sql").Order(StringComparer.Ordinal)];

    public static IEnumerable<(string Text, ScriptStatement Statement)> Statements()
    {
        foreach (string file in Files)
        {
            string text = File.ReadAllText(file);
            foreach (ScriptStatement statement in SqlParser.ParseScript(text)) yield return (text, statement);
        }
    }
}
