using FlinkSql.Parser;
using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Printing;
using Xunit;

namespace FlinkSql.Tests.Unit.Parser;

public class LimitTests
{
    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private static string Join(string separator, int count) => string.Join(separator, Enumerable.Repeat("1", count));

    public static TheoryData<string, string> TooLarge => new()
    {
        { "FLS1010", "SELECT " + Repeat("(", 1_000_000) },
        { "FLS1010", $"SELECT {Repeat("(", 300)}1{Repeat(")", 300)}" },
        { "FLS1010", $"SELECT {Repeat("(SELECT ", 300)}1{Repeat(")", 300)}" },
        { "FLS1010", $"SELECT * FROM {Repeat("(SELECT * FROM ", 300)}t{Repeat(")", 300)}" },
        { "FLS1010", $"SELECT {Repeat("CASE WHEN a THEN ", 300)}1{Repeat(" END", 300)}" },
        { "FLS1010", $"SELECT {Repeat("f(", 300)}1{Repeat(")", 300)}" },
        { "FLS1010", $"SELECT {Repeat("ARRAY[", 300)}1{Repeat("]", 300)}" },
        { "FLS1010", $"SELECT {Repeat("a[", 300)}1{Repeat("]", 300)}" },
        { "FLS1010", $"SELECT {Repeat("NOT ", 300)}a" },
        { "FLS1010", $"SELECT {Repeat("- ", 300)}a" },
        { "FLS1010", $"SELECT {Repeat("a = NOT ", 100_000)}a" },
        { "FLS1010", $"SELECT CAST(a AS {Repeat("ARRAY<", 300)}INT{Repeat(">", 300)})" },
        { "FLS1010", $"SELECT CAST(a AS INT{Repeat(" ARRAY", 300)})" },
        { "FLS1010", $"SELECT a{Repeat("[1]", 100_000)}" },
        { "FLS1010", $"SELECT (a){Repeat(".b", 100_000)}" },
        { "FLS1010", $"SELECT {Repeat("(", 40)}1{Repeat($" + {Join(" + ", 1_500)})", 40)}" },
        { "FLS1010", $"SELECT * FROM t MATCH_RECOGNIZE (PATTERN ({Repeat("(", 300)}A{Repeat(")", 300)}) DEFINE A AS TRUE)" },
        { "FLS1011", $"SELECT '{Repeat("x", 1 << 20)}'" },
        { "FLS1012", $"SELECT {Join(" + ", 100_000)}" },
        { "FLS1012", $"SELECT {Join(" AND ", 100_000)}" },
        { "FLS1012", $"SELECT {Join(" || ", 100_000)}" },
        { "FLS1012", $"SELECT a{Repeat(" IS NULL", 100_000)}" },
        { "FLS1012", $"SELECT a{Repeat(" AT LOCAL", 100_000)}" },
        { "FLS1012", string.Join(" UNION ALL ", Enumerable.Repeat("SELECT 1", 20_000)) },
        { "FLS1012", string.Join(" INTERSECT ", Enumerable.Repeat("VALUES 1", 20_000)) },
        { "FLS1012", $"SELECT * FROM {string.Join(" CROSS JOIN ", Enumerable.Repeat("t", 20_000))}" },
        { "FLS1012", $"SELECT * FROM {string.Join(", ", Enumerable.Repeat("t", 20_000))}" },
        { "FLS1013", $"SELECT a IN ({Join(", ", 10_001)})" },
        { "FLS1013", $"SELECT {Join(", ", 10_001)}" },
        { "FLS1013", $"SELECT ARRAY[{Join(", ", 10_001)}]" },
        { "FLS1013", $"SELECT f({Join(", ", 10_001)})" },
        { "FLS1013", $"SELECT {string.Join(".", Enumerable.Repeat("a", 10_001))}" },
        { "FLS1013", $"SELECT CASE {Repeat("WHEN a THEN b ", 10_001)} END" },
        { "FLS1014", "SELECT CAST(a AS DECIMAL(99999999999))" },
    };

    [Theory]
    [MemberData(nameof(TooLarge))]
    public void What_is_too_large_is_an_error_and_never_breaks_the_stack(string code, string sql)
    {
        ParseResult<StatementSyntax> result = SqlParser.ParseStatement(sql);
        Assert.False(result.IsValid);
        Assert.Equal(code, result.Diagnostics[0].Code);
        Assert.InRange(result.Render(sql).Length, 10, 1_000);
    }

    public static TheoryData<string> LargeEnough => new()
    {
        $"SELECT {Repeat("(", 250)}1{Repeat(")", 250)}",
        $"SELECT {Repeat("(SELECT ", 200)}1{Repeat(")", 200)}",
        $"SELECT * FROM {Repeat("(SELECT * FROM ", 200)}t{Repeat(")", 200)}",
        $"SELECT {Repeat("CASE WHEN a THEN ", 200)}1{Repeat(" END", 200)}",
        $"SELECT {Repeat("f(1, ", 250)}1{Repeat(")", 250)}",
        $"SELECT {Repeat("NOT ", 250)}a",
        $"SELECT CAST(a AS {Repeat("ARRAY<", 200)}INT{Repeat(">", 200)})",
        $"SELECT {Join(" + ", 2_000)}",
        $"SELECT {Join(" OR ", 2_000)}",
        $"SELECT a{Repeat(" IS NULL", 1_900)}",
        $"SELECT a{Repeat("[1]", 2_000)}",
        string.Join(" UNION ALL ", Enumerable.Repeat("SELECT 1", 1_500)),
        $"SELECT * FROM {string.Join(" CROSS JOIN ", Enumerable.Repeat("t", 1_500))}",
        $"SELECT a IN ({Join(", ", 10_000)})",
        $"INSERT INTO t VALUES {string.Join(", ", Enumerable.Repeat("(1, 'a')", 20_000))}",
    };

    [Theory]
    [MemberData(nameof(LargeEnough))]
    public void What_stays_below_the_limits_parses_prints_and_compares(string sql)
    {
        ParseResult<StatementSyntax> result = SqlParser.ParseStatement(sql);
        RoundTrip.Check(sql, result);
    }

    [Theory]
    [MemberData(nameof(LargeEnough))]
    public void A_small_stack_gives_a_result_or_an_error_but_no_crash(string sql)
    {
        Exception? thrown = null;
        Thread thread = new(
            () =>
            {
                try
                {
                    if (SqlParser.ParseStatement(sql).Value is { } tree) Assert.Equal(tree.GetHashCode(), SyntaxPrinter.Print(tree).Length > 0 ? tree.GetHashCode() : 0);
                }
                catch (Exception exception)
                {
                    thrown = exception;
                }
            },
            256 << 10);
        thread.Start();
        thread.Join();
        Assert.True(thrown is null or InsufficientExecutionStackException, thrown?.ToString());
    }

    [Fact]
    public void A_long_statement_in_a_script_does_not_hide_the_next()
    {
        string sql = $"SELECT '{Repeat("x", 1 << 20)}'; SELECT 2;";
        IReadOnlyList<ScriptStatement> statements = SqlParser.ParseScript(sql);
        Assert.Equal([false, true], statements.Select(statement => statement.Result.IsValid));
    }
}
