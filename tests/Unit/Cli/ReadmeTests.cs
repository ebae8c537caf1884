using FlinkSql.Engine;
using FlinkSql.Parser.Ast;
using FlinkSql.Tests.Architecture;
using Xunit;

namespace FlinkSql.Tests.Unit.Cli;

/// <summary>What the README shows is true.</summary>
public class ReadmeTests
{
    [Fact]
    public void Every_statement_of_the_readme_runs()
    {
        using var engine = new FlinkSqlEngine();
        Session session = engine.OpenSession();
        string[] blocks = [.. Readme().Split("```sql\n").Skip(1).Select(block => block[..block.IndexOf("\n```", StringComparison.Ordinal)])];
        Assert.NotEmpty(blocks);
        foreach (string block in blocks)
        {
            string sql = block.Replace("examples/data", RepositoryRoot.File("examples", "data"), StringComparison.Ordinal);
            foreach (StatementSyntax statement in Session.Parse(sql))
            {
                if (session.Execute(statement, sql) is QueryOutcome query)
                {
                    query.Query.Abandon();
                }
            }
        }
    }

    [Fact]
    public void Every_folder_and_file_that_the_readme_names_is_there()
    {
        foreach (string word in Readme().Split([' ', '\n', '`', ',', '(', ')', ';', '|']))
        {
            if (word.StartsWith("src/", StringComparison.Ordinal) || word.StartsWith("examples/", StringComparison.Ordinal)
                || word.StartsWith("tests/", StringComparison.Ordinal))
            {
                string path = RepositoryRoot.File(word.TrimEnd('.', '\''));
                Assert.True(File.Exists(path) || Directory.Exists(path), $"README names {word}, which is not there");
            }
        }
    }

    [Fact]
    public void Every_project_has_a_page_of_its_own()
    {
        foreach (string project in Directory.GetDirectories(RepositoryRoot.File("src")))
        {
            Assert.True(File.Exists(Path.Combine(project, "README.md")), $"{project} has no README.md");
        }
    }

    private static string Readme() => File.ReadAllText(RepositoryRoot.File("README.md")).ReplaceLineEndings("\n");
}
