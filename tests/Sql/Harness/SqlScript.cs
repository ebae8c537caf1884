namespace FlinkSql.Tests.Sql.Harness;

/// <summary>
/// A test in SQL: blocks that begin with a directive on a line of its own and end at the next one.
/// <code>
/// statement              runs SQL that succeeds; several statements end in ;
/// input TABLE            rows for a table of the 'test' connector, as pictures; lines "split N" and "wait N s"
///                        spread them over splits and over time
/// query [ordered|fold]   SQL, a line ----, and the rows: as a multiset of changes, in order, or folded
/// query upsert N         the rows that are left when those with equal first N columns take each other's place
/// query snapshots|last   the same of mode complete: snapshots that end in ==, or the rows of the last one
/// expect TABLE [fold]    the rows that were written into a table of the 'test' connector; also snapshots, last
/// late N                 late rows of the last query or insert
/// error                  SQL, a line ----, and the text of the error
/// unbroken               runs the file without stopping its jobs and restoring them, and says why
/// </code>
/// UPDATE_SNAPSHOTS=1 writes rows and errors anew, as one configuration gives them.
/// </summary>
internal sealed record SqlScript(string Path, IReadOnlyList<SqlBlock> Blocks)
{
    private const string Rule = "----";

    private static readonly string[] Directives = ["statement", "input", "query", "expect", "late", "error", "unbroken"];

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
            int rule = Array.IndexOf(body, Rule);
            blocks.Add(new SqlBlock(
                words[0],
                words[1..],
                string.Join('\n', rule < 0 ? body : body[..rule]).Trim(),
                rule < 0 ? "" : string.Join('\n', body[(rule + 1)..]).Trim(),
                start));
        }

        return new SqlScript(path, blocks);
    }

    /// <summary>Writes what blocks gave into the file, in the place of what they were to give.</summary>
    public static void Write(string path, IReadOnlyDictionary<SqlBlock, string> results)
    {
        string[] lines = File.ReadAllLines(path);
        var text = new List<string>();
        int next = 0;
        foreach ((SqlBlock block, string result) in results.OrderBy(entry => entry.Key.Line))
        {
            // Comments and blank lines behind a block belong to the next.
            int end = block.Line;
            while (end < lines.Length && !IsDirective(lines[end].Split(' ', StringSplitOptions.RemoveEmptyEntries)))
            {
                end++;
            }

            while (end > block.Line && (lines[end - 1].Trim().Length == 0 || lines[end - 1].StartsWith("# ", StringComparison.Ordinal)))
            {
                end--;
            }

            int rule = Array.IndexOf(lines, Rule, block.Line, end - block.Line);
            int from = block.Directive == "expect" ? block.Line : rule < 0 ? end : rule;
            text.AddRange(lines[next..from]);
            if (block.Directive != "expect")
            {
                text.Add(Rule);
            }

            text.AddRange(result.Split('\n', StringSplitOptions.RemoveEmptyEntries));
            next = end;
        }

        File.WriteAllText(path, string.Join('\n', text.Concat(lines[next..])) + "\n");
    }

    // A directive stands alone with at most two plain words after it, which no SQL of more than one word does.
    private static bool IsDirective(string[] words) =>
        words.Length is >= 1 and <= 3
        && Directives.Contains(words[0], StringComparer.Ordinal)
        && words.Skip(1).All(word => word.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'));
}

/// <summary>One block of a test.</summary>
internal sealed record SqlBlock(string Directive, string[] Arguments, string Sql, string Expected, int Line);
