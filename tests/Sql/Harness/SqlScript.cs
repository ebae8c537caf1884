namespace FlinkSql.Tests.Sql.Harness;

/// <summary>
/// A test in SQL: blocks that begin with a directive on a line of its own and end at the next one.
/// <code>
/// statement              runs SQL that succeeds; several statements end in ;
/// input TABLE            rows for a table of the 'test' connector, as pictures; lines "split N" and "wait N s"
///                        spread them over splits and over time
/// query [ordered|fold]   SQL, a line ----, and the rows: as a multiset of changes, in order, or folded
/// expect TABLE [fold]    the rows that were written into a table of the 'test' connector
/// late N                 late rows of the last query or insert
/// error                  SQL, a line ----, and the text of the error
/// only batch|parallel    runs the file at parallelism 1 alone, or at one batch size alone, and says why
/// </code>
/// </summary>
internal sealed record SqlScript(string Path, IReadOnlyList<SqlBlock> Blocks)
{
    private static readonly string[] Directives = ["statement", "input", "query", "expect", "late", "error", "only"];

    public static SqlScript Read(string path)
    {
        var blocks = new List<SqlBlock>();
        string[] lines = File.ReadAllLines(path);
        for (int line = 0; line < lines.Length;)
        {
            string text = lines[line].Trim();
            if (text.Length == 0 || text.StartsWith('#'))
            {
                line++;
                continue;
            }

            string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (!IsDirective(words))
            {
                throw new FormatException($"{path}({line + 1}): \"{text}\" is not a directive");
            }

            int start = ++line;
            while (line < lines.Length && !IsDirective(lines[line].Split(' ', StringSplitOptions.RemoveEmptyEntries)))
            {
                line++;
            }

            string[] body = [.. lines[start..line].Where(l => !l.StartsWith("# ", StringComparison.Ordinal))];
            int rule = Array.IndexOf(body, "----");
            blocks.Add(new SqlBlock(
                words[0],
                words[1..],
                string.Join('\n', rule < 0 ? body : body[..rule]).Trim(),
                rule < 0 ? "" : string.Join('\n', body[(rule + 1)..]).Trim(),
                start));
        }

        return new SqlScript(path, blocks);
    }

    // A directive stands alone with at most two plain words after it, which no SQL of more than one word does.
    private static bool IsDirective(string[] words) =>
        words.Length is >= 1 and <= 3
        && Directives.Contains(words[0], StringComparer.Ordinal)
        && words.Skip(1).All(word => word.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'));
}

/// <summary>One block of a test.</summary>
internal sealed record SqlBlock(string Directive, string[] Arguments, string Sql, string Expected, int Line);
