using FlinkSql.Runtime.Connect;
using Xunit;

namespace FlinkSql.Tests.Connectors.FileSystem;

/// <summary>Rows that lie apart in folders by their values.</summary>
public sealed class FilePartitionTests
{
    private static ConnectorRun Run(TempFolder folder, params (string, string)[] options) =>
        new("filesystem", "a INT, b STRING, c INT", [("path", folder["out"]), ("format", "csv"), .. options])
        {
            PartitionColumns = ["b", "c"],
        };

    [Fact]
    public void Each_combination_of_values_has_a_folder_and_the_table_reads_them_all()
    {
        using var folder = new TempFolder();
        Run(folder).Write("+I 1 'x' 1\n+I 2 'y/z=*' 1\n+I 3 'x' 1\n+I 4 NULL NULL");
        Assert.Equal(
            [
                "out/b=__HIVE_DEFAULT_PARTITION__/c=__HIVE_DEFAULT_PARTITION__/part-0-0.csv",
                "out/b=x/c=1/part-0-0.csv",
                "out/b=y%2Fz%3D%2A/c=1/part-0-0.csv",
            ],
            folder.Files().Order(StringComparer.Ordinal));
        Assert.Equal(
            ["+I 1 'x' 1", "+I 2 'y/z=*' 1", "+I 3 'x' 1"],
            Run(folder).Read().Split('\n').Order(StringComparer.Ordinal).Take(3));
    }

    [Fact]
    public void Overwriting_replaces_the_partitions_that_get_rows()
    {
        using var folder = new TempFolder();
        Run(folder).Write("+I 1 'x' 1\n+I 2 'y' 1");
        Run(folder, ("$overwrite", "true")).Write("+I 3 'y' 1");
        Assert.Equal(["out/b=x/c=1/part-0-0.csv", "out/b=y/c=1/part-0-1.csv"], folder.Files().Order(StringComparer.Ordinal));
        Assert.Equal("3,y,1\n", File.ReadAllText(folder["out/b=y/c=1/part-0-1.csv"]));
    }

    [Fact]
    public void No_more_than_64_files_are_open_and_none_is_lost()
    {
        using var folder = new TempFolder();
        ConnectorRun run = Run(folder);
        run.Write(string.Join('\n', Enumerable.Range(0, 300).Select(n => $"+I {n} 'p{n % 100}' 1")));
        Assert.Equal(0, run.Memory.Rented);
        Assert.Equal(300, run.Read().Split('\n').Length);
    }

    [Fact]
    public void One_file_cannot_be_partitioned()
    {
        using var folder = new TempFolder();
        var run = new ConnectorRun("filesystem", "a INT", ("path", folder["out.csv"]), ("format", "csv")) { PartitionColumns = ["a"] };
        Assert.Equal("FLS5006", Assert.Throws<ConnectorException>(() => run.Connector.Describe(run.Table)).Code);
    }
}
