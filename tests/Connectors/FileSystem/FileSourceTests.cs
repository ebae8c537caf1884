using FlinkSql.Columnar;
using FlinkSql.Connectors;
using FlinkSql.Connectors.Files;
using FlinkSql.Runtime.Connect;
using Xunit;

namespace FlinkSql.Tests.Connectors.FileSystem;

/// <summary>Which files a path means, and how they are read.</summary>
public sealed class FileSourceTests
{
    private static ConnectorRun Run(string path, params (string, string)[] options) =>
        new("filesystem", "a INT", [("path", path), ("format", "csv"), .. options]);

    [Fact]
    public void A_folder_gives_its_visible_files_by_name()
    {
        using var folder = new TempFolder();
        folder.Write("b.csv", "2\n");
        folder.Write("a.csv", "1\n");
        folder.Write(".hidden", "9\n");
        folder.Write("_SUCCESS", "9\n");
        folder.Write("deeper/c.csv", "9\n");
        ConnectorRun run = Run(folder.Path);
        Assert.Equal("+I 1\n+I 2", run.Read());
        ISource source = run.Connector.CreateSource(run.Table, [0]);
        Assert.Equal([folder["a.csv"], folder["b.csv"]], source.Splits().Select(split => split.Name));
    }

    [Fact]
    public void A_pattern_gives_what_it_matches()
    {
        using var folder = new TempFolder();
        folder.Write("x/1.csv", "1\n");
        folder.Write("y/2.csv", "2\n");
        folder.Write("y/2.txt", "9\n");
        Assert.Equal("+I 1\n+I 2", Run(folder["{x,y}/*.csv"]).Read());
        Assert.False(Run(folder["*.csv"]).Connector.Describe(Run(folder["*.csv"]).Table).CanWrite);
    }

    [Fact]
    public void A_file_whose_name_looks_like_a_pattern_is_that_file()
    {
        using var folder = new TempFolder();
        Assert.Equal("+I 1", Run(folder.Write("a[1].csv", "1\n")).Read());
    }

    [Fact]
    public void An_empty_folder_has_no_rows()
    {
        using var folder = new TempFolder();
        Assert.Equal("", Run(folder.Path).Read());
    }

    [Theory]
    [InlineData("orders.cvs", "did you mean orders.csv?")]
    [InlineData("zzz", "FOLDER holds customers.csv, orders.csv")]
    [InlineData("order*/x.csv", "FOLDER holds customers.csv, orders.csv")]
    public void A_missing_path_names_what_is_there(string name, string hint)
    {
        using var folder = new TempFolder();
        folder.Write("orders.csv", "");
        folder.Write("customers.csv", "");
        ConnectorException error = Run(folder[name]).Fails();
        Assert.Equal("FLS5010", error.Code);
        Assert.Contains(folder[name], error.Message);
        Assert.Equal(hint.Replace("FOLDER", folder.Path), error.Hint);
        Assert.Equal("path", error.Option);
    }

    [Fact]
    public void A_missing_folder_names_what_stands_beside_it()
    {
        using var folder = new TempFolder();
        folder.Write("data/x.csv", "");
        Assert.Equal("did you mean data?", Run(folder["dta/x.csv"]).Fails().Hint);
    }

    [Fact]
    public void A_replay_can_be_slowed_down()
    {
        using var folder = new TempFolder();
        var clock = new FixedClock();
        string path = folder.Write("a.csv", "1\n2\n3\n4\n5\n");
        ConnectorRun run = new("filesystem", "a INT", ("path", path), ("format", "csv"), ("scan.rows-per-second", "2"))
        {
            Clock = clock,
        };
        ISource source = run.Connector.CreateSource(run.Table, [0]);
        using ISplitReader reader = source.Open(source.Splits()[0], run.SourceContext());
        var rows = new BatchBuilder(source.Schema, run.Memory);
        Assert.Equal(ReadState.More, reader.Read(rows, 100).State);
        Assert.Equal(1, rows.RowCount);
        ReadResult wait = reader.Read(rows, 100);
        Assert.Equal(ReadResult.Wait(TimeSpan.FromMilliseconds(500)), wait);
        clock.Now += wait.Delay;
        reader.Read(rows, 100);
        Assert.Equal(2, rows.RowCount);
        clock.Now += TimeSpan.FromSeconds(1);
        reader.Read(rows, 100);
        Assert.Equal(4, rows.RowCount);
        clock.Now += TimeSpan.FromSeconds(10);
        reader.Read(rows, 100);
        Assert.Equal(5, rows.RowCount);
        Assert.Equal(ReadState.End, reader.Read(rows, 100).State);
        rows.Build().Dispose();
    }

    [Fact]
    public void Metadata_columns_show_the_file()
    {
        using var folder = new TempFolder();
        string path = folder.Write("a.csv", "1\n2\n");
        ConnectorRun run = Run(path);
        run = new ConnectorRun("filesystem", "p STRING, a INT, n STRING NOT NULL, s BIGINT")
        {
            Table = run.Table with
            {
                Schema = TypeText.ParseSchema("p STRING, a INT, n STRING NOT NULL, s BIGINT"),
                Metadata = ["file.path", null, "file.name", "file.size"],
            },
        };
        Assert.Equal($"+I '{path}' 1 'a.csv' 4\n+I '{path}' 2 'a.csv' 4", run.Read());
        Assert.Equal("+I 4\n+I 4", run.Read(3));
        run = new ConnectorRun("filesystem", "a INT")
        {
            Table = run.Table with { Metadata = ["file.pat", null, "file.name", "file.size"] },
        };
        ConnectorException error = run.Fails();
        Assert.Equal("FLS5009", error.Code);
        Assert.StartsWith("did you mean \"file.path\"?", error.Hint);
    }

    [Fact]
    public void A_file_outside_the_roots_is_refused()
    {
        using var folder = new TempFolder();
        folder.Write("in/a.csv", "1\n");
        File.CreateSymbolicLink(folder["in/b.csv"], folder.Write("out/b.csv", "2\n"));
        var registry = new ConnectorRegistry(new ConnectorEnvironment { Roots = new AllowedRoots([folder["in"]]) });
        IConnector connector = registry.Get("filesystem");
        ConnectorTable table = Run(folder["in/*.csv"]).Table;
        var error = Assert.Throws<ConnectorException>(() => connector.CreateSource(table, [0]));
        Assert.Equal("FLS5013", error.Code);
        Assert.Throws<ConnectorException>(() => connector.Describe(Run(folder["out/c.csv"]).Table));
    }

    [Fact]
    public void Bytes_and_memory_are_accounted_for()
    {
        using var folder = new TempFolder();
        ConnectorRun run = Run(folder.Write("a.csv", "1\n2\n"));
        run.ReadBatch().Dispose();
        Assert.Equal(4, run.Metrics.Bytes);
        Assert.Equal(0, run.Memory.Rented);
    }
}
