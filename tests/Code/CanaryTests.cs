using System.Text.RegularExpressions;
using FlinkSql.Engine;
using FlinkSql.Parser.Ast;
using FlinkSql.Tests.Architecture;
using FlinkSql.Tests.Sql;
using FlinkSql.Tests.Sql.Harness;
using Xunit;

namespace FlinkSql.Tests.GeneratedCode;

/// <summary>
/// Text of a query that got into generated source would be code (HAZARDS S1 to S3). Every query of the SQL tests is
/// compiled, with a canary in each text literal where it can have one and in a comment; the source holds no text at all.
/// </summary>
public sealed partial class CanaryTests
{
    private const string Canary = "Zq7\"; }/*\\u002A/ // {0} \u2028 Xk9";

    public static TheoryData<string> Files() => SqlFileTests.Files();

    [Theory]
    [MemberData(nameof(Files))]
    public void No_text_of_a_query_enters_the_source(string file)
    {
        using var run = new SqlRun(new SqlConfiguration(1024, 1, 1));
        int queries = 0;
        foreach (SqlBlock block in SqlScript.Read(RepositoryRoot.File("tests", "Sql", file)).Blocks)
        {
            if (block.Directive is not ("statement" or "query"))
            {
                continue;
            }

            foreach (StatementSyntax statement in Session.Parse(block.Sql))
            {
                if (statement is QueryStatementSyntax or InsertSyntax)
                {
                    Check(file, Code(run, block.Sql.Substring(statement.Span.Start, statement.Span.Length)));
                    queries++;
                }
                else
                {
                    run.Session.Execute(statement, block.Sql);
                }
            }
        }

        Assert.True(queries > 0 || file.StartsWith("errors/", StringComparison.Ordinal), $"{file} has no query");
    }

    // A literal that has to be a time or a number takes no canary; such a query keeps its literals.
    private static string Code(SqlRun run, string query)
    {
        const string Explain = "EXPLAIN CODE /* Zq7 \u2028 */ ";
        string salted = Literal().Replace(query, literal => literal.Groups[1].Success
            ? literal.Value
            : literal.Value[..^1] + Canary + "'");
        try
        {
            return ((TextOutcome)run.Session.Execute(Explain + salted)).Text;
        }
        catch (EngineException)
        {
            return ((TextOutcome)run.Session.Execute(Explain + query)).Text;
        }
    }

    private static void Check(string file, string code)
    {
        Assert.DoesNotContain("Zq7", code, StringComparison.Ordinal);
        Assert.True(code.All(char.IsAscii), file);
        foreach (string line in code.Split('\n').Skip(1))
        {
            int comment = line.IndexOf("//", StringComparison.Ordinal);
            string statement = comment < 0 ? line : line[..comment];
            Assert.True(statement.IndexOfAny(['"', '\'', '\\', '@', '$']) < 0, $"{file}: {line}");
            Assert.True(comment < 0 || Comment().IsMatch(line[comment..]), $"{file}: {line}");
        }
    }

    [GeneratedRegex(@"(\b(?:DATE|TIME|TIMESTAMP|INTERVAL|X)\s*)?'(?:[^']|'')*'", RegexOptions.IgnoreCase)]
    private static partial Regex Literal();

    [GeneratedRegex(@"^// *(Vertex \d+: [A-Za-z]+( -> [A-Za-z]+)*|[A-Za-z -]+( \d+:\d+)?)$")]
    private static partial Regex Comment();
}
