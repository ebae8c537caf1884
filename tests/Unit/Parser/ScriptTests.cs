using FlinkSql.Parser;
using FlinkSql.Parser.Ast;
using Xunit;

namespace FlinkSql.Tests.Unit.Parser;

public class ScriptTests
{
    private static string[] Split(string sql) =>
        [.. SqlParser.ParseScript(sql).Select(statement => statement.Span.Slice(sql))];

    [Fact]
    public void Semicolons_in_quotes_and_comments_do_not_end_a_statement()
    {
        string sql = "SELECT ';', `a;b`, \"c;d\" -- one; two\n FROM t; /* ; */ SELECT /*+ OPTIONS('k'=';') */ 2;;\n;";
        Assert.Equal(
            ["SELECT ';', `a;b`, \"c;d\" -- one; two\n FROM t", "SELECT /*+ OPTIONS('k'=';') */ 2"],
            Split(sql));
    }

    [Theory]
    [InlineData("EXECUTE STATEMENT SET BEGIN INSERT INTO t SELECT CASE WHEN a THEN b END FROM u; INSERT INTO v SELECT 1; END")]
    [InlineData("BEGIN STATEMENT SET; INSERT INTO t SELECT 1; INSERT INTO v SELECT CASE a WHEN 1 THEN CASE b WHEN 2 THEN 3 END END; END")]
    [InlineData("EXPLAIN CHANGELOG_MODE STATEMENT SET BEGIN INSERT INTO t SELECT 1; END")]
    [InlineData("COMPILE PLAN 'p' FOR STATEMENT SET BEGIN INSERT INTO t SELECT 1; END")]
    public void A_statement_set_is_one_statement(string set)
    {
        Assert.Equal(["SELECT 1", set, "SELECT 2"], Split($"SELECT 1; {set}; SELECT 2"));
        Assert.True(SqlParser.ParseStatement(set).IsValid);
    }

    [Fact]
    public void Reading_goes_on_behind_a_wrong_statement()
    {
        string sql = "SELECT 1;\nSELEC 2;\nSELECT 3";
        IReadOnlyList<ScriptStatement> statements = SqlParser.ParseScript(sql);
        Assert.Equal([true, false, true], statements.Select(statement => statement.Result.IsValid));
        Assert.Equal("2:1", statements[1].Result.Diagnostics[0].Span.StartPosition(sql).ToString());
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("  -- only a comment ;", false)]
    [InlineData("SELECT 1", false)]
    [InlineData("SELECT 1;", true)]
    [InlineData("SELECT 1; -- done", true)]
    [InlineData("SELECT ';", false)]
    [InlineData("SELECT ';'", false)]
    [InlineData("SELECT 1 /* ;", false)]
    [InlineData("SELECT `a;", false)]
    [InlineData("SELECT 1; SELECT 2", false)]
    [InlineData("EXECUTE STATEMENT SET BEGIN INSERT INTO t SELECT 1;", false)]
    [InlineData("EXECUTE STATEMENT SET BEGIN INSERT INTO t SELECT 1; END;", true)]
    [InlineData("BEGIN STATEMENT SET;", false)]
    [InlineData("BEGIN STATEMENT SET; INSERT INTO t SELECT CASE WHEN a THEN b END;", false)]
    [InlineData("SELEC nonsense;", true)]
    public void A_prompt_knows_when_a_text_is_complete(string text, bool complete) =>
        Assert.Equal(complete, SqlParser.IsComplete(text));

    [Fact]
    public void Settings_keep_bare_text_as_it_is_written()
    {
        Assert.Equal(new SetSyntax("table.exec.state.ttl", "1 h"), SqlParser.ParseStatement("SET table.exec.state.ttl = 1 h;").Value);
        Assert.Equal(new SetSyntax("a-b.c", "Europe/Rome"), SqlParser.ParseStatement("set a-b.c=Europe/Rome").Value);
        Assert.Equal(new SetSyntax("a", "it's"), SqlParser.ParseStatement("SET 'a' = 'it''s'").Value);
        Assert.Equal(new HelpSyntax("create table"), SqlParser.ParseStatement("HELP create table").Value);
    }

    [Fact]
    public void No_text_is_no_statement()
    {
        Assert.Empty(SqlParser.ParseScript(" -- nothing\n"));
        Assert.Equal("FLS1002", SqlParser.ParseStatement("").Diagnostics[0].Code);
        Assert.False(SqlParser.ParseStatement("SELECT 1; SELECT 2").IsValid);
    }
}
