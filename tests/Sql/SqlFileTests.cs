using FlinkSql.Tests.Architecture;
using FlinkSql.Tests.Sql.Harness;
using Xunit;

namespace FlinkSql.Tests.Sql;

/// <summary>Every .slt file, at every batch size and parallelism.</summary>
public class SqlFileTests
{
    public static TheoryData<string> Files()
    {
        var files = new TheoryData<string>();
        string root = RepositoryRoot.File("tests", "Sql");
        foreach (string file in Directory.EnumerateFiles(root, "*.slt", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            files.Add(Path.GetRelativePath(root, file).Replace('\\', '/'));
        }

        return files;
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Gives_the_rows_it_says_in_every_configuration(string file) =>
        SqlRun.All(SqlScript.Read(RepositoryRoot.File("tests", "Sql", file)));
}
