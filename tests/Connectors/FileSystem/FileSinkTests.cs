using FlinkSql.Columnar;
using FlinkSql.Runtime.Connect;
using Xunit;

namespace FlinkSql.Tests.Connectors.FileSystem;

/// <summary>Which files a job leaves, and when they are seen.</summary>
public sealed class FileSinkTests
{
    private static ConnectorRun Run(string path, params (string, string)[] options) =>
        new("filesystem", "a INT", [("path", path), ("format", "csv"), .. options]);

    private static RecordBatch Rows(int number) => BatchText.Parse(TypeText.ParseSchema("a INT"), $"+I {number}");

    [Fact]
    public void A_path_with_an_extension_is_one_file()
    {
        using var folder = new TempFolder();
        ConnectorRun run = Run(folder["new/out.csv"]);
        Assert.Equal(1, run.Connector.Describe(run.Table).MaxWriteParallelism);
        run.Write("+I 1\n+I 2");
        Assert.Equal(["new/out.csv"], folder.Files());
        Assert.Equal("1\n2\n", File.ReadAllText(folder["new/out.csv"]));
    }

    [Fact]
    public void A_single_file_is_replaced_as_a_whole()
    {
        using var folder = new TempFolder();
        ConnectorRun run = Run(folder.Write("out.csv", "old\n"));
        ISink sink = run.Connector.CreateSink(run.Table);
        using ISinkWriter writer = sink.Open(run.SinkContext());
        writer.Write(Rows(1));
        writer.Flush();
        Assert.Equal("old\n", File.ReadAllText(folder["out.csv"]));
        sink.CommitLast(writer.PrepareLast());
        Assert.Equal("1\n", File.ReadAllText(folder["out.csv"]));
        Assert.Single(folder.Files());
    }

    [Fact]
    public void A_folder_gets_a_part_file_for_each_task_that_has_rows()
    {
        using var folder = new TempFolder();
        ConnectorRun run = Run(folder["out"]);
        Assert.Equal(int.MaxValue, run.Connector.Describe(run.Table).MaxWriteParallelism);
        run.Write([Rows(1)], [], [Rows(3)]);
        Assert.Equal(["out/part-0-0.csv", "out/part-2-0.csv"], folder.Files());
        run.Write([Rows(4)]);
        Assert.Equal(["out/part-0-0.csv", "out/part-0-1.csv", "out/part-2-0.csv"], folder.Files());
        Assert.Equal("+I 1\n+I 4\n+I 3", run.Read());
    }

    [Theory]
    [InlineData("out/", false)]
    [InlineData("out.d/", false)]
    [InlineData("folder.csv", false)]
    [InlineData("file", true)]
    [InlineData("out.csv", true)]
    [InlineData("out", false)]
    public void What_exists_and_the_name_say_what_a_path_means(string name, bool single)
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder["folder.csv"]);
        folder.Write("file", "");
        ConnectorRun run = Run(folder[name]);
        Assert.Equal(single ? 1 : int.MaxValue, run.Connector.Describe(run.Table).MaxWriteParallelism);
    }

    [Fact]
    public void Overwriting_replaces_what_readers_see_at_commit_alone()
    {
        using var folder = new TempFolder();
        Run(folder["out"]).Write([Rows(1)], [Rows(2)]);
        folder.Write("out/.keep", "");
        ConnectorRun run = Run(folder["out"], ("$overwrite", "true"));
        ISink sink = run.Connector.CreateSink(run.Table);
        using ISinkWriter writer = sink.Open(run.SinkContext());
        writer.Write(Rows(3));
        SinkState prepared = writer.PrepareLast();
        Assert.Equal("+I 1\n+I 2", run.Read());
        sink.CommitLast(prepared);
        Assert.Equal("+I 3", run.Read());
        Assert.Equal(["out/.keep", "out/part-0-1.csv"], folder.Files());
    }

    [Fact]
    public void Overwriting_with_nothing_leaves_nothing()
    {
        using var folder = new TempFolder();
        Run(folder["out"]).Write("+I 1");
        Run(folder["out"], ("$overwrite", "true")).Write([[]]);
        Assert.Empty(folder.Files());
    }

    [Fact]
    public void A_name_taken_by_another_job_is_passed_over()
    {
        using var folder = new TempFolder();
        ConnectorRun run = Run(folder["out"]);
        ISink first = run.Connector.CreateSink(run.Table);
        ISink second = run.Connector.CreateSink(run.Table);
        var prepared = new List<SinkState>();
        foreach ((ISink sink, string job) in new[] { (first, "first"), (second, "second") })
        {
            using ISinkWriter writer = sink.Open(run.SinkContext() with { Run = new SinkRun(job, 0, 1) });
            writer.Write(Rows(1));
            prepared.Add(writer.PrepareLast());
        }

        first.CommitLast(prepared[0]);
        second.CommitLast(prepared[1]);
        Assert.Equal(["out/part-0-0.csv", "out/part-0-1.csv"], folder.Files());
    }

    [Fact]
    public void A_failed_job_keeps_what_was_there()
    {
        using var folder = new TempFolder();
        ConnectorRun run = Run(folder["out"]);
        run.Write("+I 1");
        ISink sink = run.Connector.CreateSink(run.Table);
        using (ISinkWriter writer = sink.Open(run.SinkContext()))
        {
            writer.Write(Rows(2));
        }

        sink.Abort();
        Assert.Equal(["out/part-0-0.csv"], folder.Files());
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_an_error_at_open()
    {
        using var folder = new TempFolder();
        folder.Write("file", "");
        ConnectorRun run = Run(folder["file/out.csv"]);
        ISink sink = run.Connector.CreateSink(run.Table);
        var error = Assert.Throws<ConnectorException>(() => sink.Open(run.SinkContext()));
        Assert.Equal("FLS5012", error.Code);
        Assert.Contains(folder["file"], error.Message);
        Assert.Equal(["file"], folder.Files());
    }

    [Fact]
    public void Memory_is_given_back()
    {
        using var folder = new TempFolder();
        ConnectorRun run = Run(folder["out"]);
        run.Write("+I 1");
        Assert.Equal(0, run.Memory.Rented);
        Assert.Equal(2, run.Metrics.Bytes);
    }
}
