using System.Text;
using System.Text.RegularExpressions;
using FlinkSql.Parser;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Tests.Architecture;
using FlinkSql.Tests.Snapshots;
using FlinkSql.Tests.Sql.Harness;
using Xunit;

namespace FlinkSql.Tests.Unit.Parser;

public partial class ErrorTextTests
{
    private const string Head = "# What the parser says about wrong statements. UPDATE_SNAPSHOTS=1 writes the texts anew.\n";

    private static SqlScript Script() => SqlScript.Read(RepositoryRoot.File("tests", "Errors", "parser.slt"));

    [Fact]
    public void Errors_read_as_written_down()
    {
        StringBuilder text = new(Head);
        foreach (SqlBlock block in Script().Blocks)
        {
            text.Append("\nerror\n").Append(block.Sql).Append("\n----\n");
            foreach (ScriptStatement statement in SqlParser.ParseScript(block.Sql)) text.Append(statement.Result.Render(block.Sql));
        }
        Snapshot.Match("Errors/parser.slt", text.ToString());
    }

    [Fact]
    public void Each_code_is_shown_in_some_test()
    {
        string shown = string.Concat(Script().Blocks.Select(block => block.Expected))
            + File.ReadAllText(RepositoryRoot.File("tests", "Unit", "Parser", "LimitTests.cs"));
        string declared = File.ReadAllText(RepositoryRoot.File("src", "Parser", "ParserErrors.cs"));
        string[] missing = [.. Code().Matches(declared).Select(match => match.Value).Except(Code().Matches(shown).Select(match => match.Value))];
        Assert.Empty(missing);
    }

    [Fact]
    public void A_repaired_statement_is_what_was_meant()
    {
        ParseResult<FlinkSql.Parser.Ast.StatementSyntax> result =
            SqlParser.ParseStatement("SELECT a FORM t WEHRE x = 1 GRUOP BY a");
        Assert.Equal(["FROM", "WHERE", "GROUP"], result.Diagnostics.Select(diagnostic => diagnostic.Replacement));
        Assert.Equal("SELECT a FROM t WHERE x = 1 GROUP BY a", result.Repaired!.ToString());
        Assert.Null(result.Value);
    }

    [Fact]
    public void Most_misspelled_keywords_are_found_and_put_right()
    {
        const int seed = 7;
        Random random = new(seed);
        int tried = 0;
        int restored = 0;
        foreach ((string text, ScriptStatement statement) in Corpus.Statements().Where(entry => !entry.Statement.Span.Slice(entry.Text).Contains("SET", StringComparison.Ordinal)))
        {
            string sql = statement.Span.Slice(text);
            Match[] keywords = [.. Word().Matches(sql).Where(match => FlinkSql.Parser.Reading.Keywords.IsReserved(match.Value) && match.Length > 3)];
            if (keywords.Length == 0 || sql.Length > 300) continue;
            Match keyword = keywords[random.Next(keywords.Length)];
            int at = random.Next(1, keyword.Length - 1);
            string misspelled = keyword.Value[..at] + keyword.Value[at + 1] + keyword.Value[at] + keyword.Value[(at + 2)..];
            if (misspelled == keyword.Value) continue;
            string wrong = sql[..keyword.Index] + misspelled + sql[(keyword.Index + keyword.Length)..];
            ParseResult<FlinkSql.Parser.Ast.StatementSyntax> result = SqlParser.ParseStatement(wrong);
            if (result.IsValid) continue;
            tried++;
            Diagnostic first = result.Diagnostics[0];
            if (first.Span.Start == keyword.Index && string.Equals(first.Replacement, keyword.Value, StringComparison.OrdinalIgnoreCase)) restored++;
        }
        Assert.True(tried > 150, $"seed {seed}: {tried} statements");
        Assert.True(restored >= tried * 9 / 10, $"seed {seed}: {restored} of {tried} restored");
    }

    [Fact]
    public void Carets_stand_under_wide_and_tabbed_text()
    {
        string sql = "SELECT '日本',\tx FORM t";
        string picture = SqlParser.ParseStatement(sql).Render(sql).Split('\n')[2];
        Assert.Equal("   | " + new string(' ', "SELECT '....',    x ".Length) + "^^^^ did you mean FROM?", picture);
    }

    [Fact]
    public void Long_lines_are_cut_around_the_error()
    {
        string sql = $"SELECT {new string('a', 500)} FORM t {new string('b', 500)}";
        string[] lines = SqlParser.ParseStatement(sql).Render(sql).Split('\n');
        Assert.InRange(lines[1].Length, 50, 200);
        Assert.Equal("FORM", lines[1].Substring(lines[2].IndexOf('^', StringComparison.Ordinal), 4));
    }

    [Fact]
    public void No_mutilated_text_breaks_the_parser()
    {
        const int seed = 11;
        Random random = new(seed);
        const string Noise = "()[],.;'`\"-/*<>=:?@#\u0000\uD800é";
        string[] texts = [.. Corpus.Statements().Select(entry => entry.Statement.Span.Slice(entry.Text)).Where(sql => sql.Length < 400)];
        for (int round = 0; round < 400; round++)
        {
            string one = texts[random.Next(texts.Length)];
            string other = texts[random.Next(texts.Length)];
            int cut = random.Next(one.Length);
            string sql = random.Next(3) switch
            {
                0 => one[..cut] + other[random.Next(other.Length)..],
                1 => one.Remove(cut, Math.Min(random.Next(1, 6), one.Length - cut)),
                _ => one.Insert(cut, Noise[random.Next(Noise.Length)].ToString()),
            };
            foreach (ScriptStatement statement in SqlParser.ParseScript(sql))
            {
                Assert.True(statement.Result.IsValid || statement.Result.Diagnostics.Count > 0, $"seed {seed}: {sql}");
                Assert.NotNull(statement.Result.Render(sql));
            }
            SqlParser.IsComplete(sql);
        }
    }

    [GeneratedRegex("FLS[0-9]{4}")]
    private static partial Regex Code();

    [GeneratedRegex("(?<![`'\\w])[A-Z]+(?![`'\\w])")]
    private static partial Regex Word();
}
