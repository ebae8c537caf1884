using FlinkSql.Columnar;
using FlinkSql.Runtime.Connect;
using Xunit;

namespace FlinkSql.Tests.Connectors.FileSystem;

/// <summary>The whole content of a file replaced again and again: readers see one of both, whole, at any time.</summary>
public sealed class FileSnapshotTests
{
    [Fact]
    public void A_reader_sees_the_former_content_until_the_next_is_whole()
    {
        using var folder = new TempFolder();
        folder.Write("out.csv", "old\n");
        using ISinkWriter writer = Open(folder, "out.csv");
        writer.BeginSnapshot();
        Write(writer, "+I 'a'");
        Assert.Equal("old\n", File.ReadAllText(folder["out.csv"]));
        Write(writer, "+I 'b'");
        writer.EndSnapshot();
        Assert.Equal("a\nb\n", File.ReadAllText(folder["out.csv"]));
        writer.BeginSnapshot();
        Write(writer, "+I 'c'");
        Assert.Equal("a\nb\n", File.ReadAllText(folder["out.csv"]));
        writer.EndSnapshot();
        Assert.Equal("c\n", File.ReadAllText(folder["out.csv"]));
        Assert.Equal(["out.csv"], folder.Files());
    }

    [Fact]
    public void An_empty_snapshot_empties_the_file()
    {
        using var folder = new TempFolder();
        folder.Write("out.csv", "old\n");
        using ISinkWriter writer = Open(folder, "out.csv");
        writer.BeginSnapshot();
        writer.EndSnapshot();
        Assert.Equal("", File.ReadAllText(folder["out.csv"]));
    }

    [Fact]
    public void A_writer_that_stops_inside_a_snapshot_leaves_the_last_and_no_other_file()
    {
        using var folder = new TempFolder();
        ISink sink = Sink(folder, "out.csv");
        ISinkWriter writer = Open(sink);
        writer.BeginSnapshot();
        Write(writer, "+I 'a'");
        writer.EndSnapshot();
        writer.BeginSnapshot();
        Write(writer, "+I 'b'");
        writer.Dispose();
        sink.Abort();
        Assert.Equal(["out.csv"], folder.Files());
        Assert.Equal("a\n", File.ReadAllText(folder["out.csv"]));
    }

    [Fact]
    public void A_folder_holds_one_file_that_is_replaced()
    {
        using var folder = new TempFolder();
        ISink sink = Sink(folder, "out");
        using (ISinkWriter writer = Open(sink))
        {
            foreach (string row in new[] { "+I 'a'", "+I 'b'" })
            {
                writer.BeginSnapshot();
                Write(writer, row);
                writer.EndSnapshot();
            }

            sink.CommitLast(writer.PrepareLast());
        }

        Assert.Equal(["out/part-0-0.csv"], folder.Files());
        Assert.Equal("b\n", File.ReadAllText(folder["out/part-0-0.csv"]));
    }

    [Fact]
    public void A_folder_with_other_files_is_refused()
    {
        using var folder = new TempFolder();
        folder.Write("out/mine.csv", "x\n");
        ConnectorException failure = Assert.Throws<ConnectorException>(() => Open(folder, "out"));
        Assert.Equal("FLS5030", failure.Code);
        Assert.Equal(["out/mine.csv"], folder.Files());
    }

    /// <summary>A copy of the folder at every step is what a crash there would leave.</summary>
    [Fact]
    public void At_every_step_the_file_is_one_of_both_whole()
    {
        using var folder = new TempFolder();
        folder.Write("out.csv", "old\n");
        using ISinkWriter writer = Open(folder, "out.csv");
        var seen = new List<string>();
        Action[] steps =
        [
            writer.BeginSnapshot,
            () => Write(writer, "+I 'new'"),
            writer.Flush,
            () => Write(writer, "+I 'whole'"),
            writer.EndSnapshot,
            () => writer.PrepareLast(),
        ];
        foreach (Action step in steps)
        {
            step();
            seen.Add(File.ReadAllText(folder["out.csv"]));
        }

        Assert.Equal(["old\n", "old\n", "old\n", "old\n", "new\nwhole\n", "new\nwhole\n"], seen);
    }

    private static ISink Sink(TempFolder folder, string path)
    {
        var run = new ConnectorRun("filesystem", "a STRING", ("path", folder[path]), ("format", "csv"));
        run.Connector.Describe(run.Table);
        return run.Connector.CreateSink(run.Table);
    }

    private static ISinkWriter Open(TempFolder folder, string path) => Open(Sink(folder, path));

    private static ISinkWriter Open(ISink sink)
    {
        var run = new ConnectorRun("filesystem", "a STRING");
        return sink.Open(new SinkContext(run.Memory, run.Clock, run.Zone, run.Metrics, 0, 1) { Snapshots = true, Run = SinkSteps.Run });
    }

    private static void Write(ISinkWriter writer, string row)
    {
        using RecordBatch batch = BatchText.Parse(TypeText.ParseSchema("a STRING"), row);
        writer.Write(batch);
    }
}
