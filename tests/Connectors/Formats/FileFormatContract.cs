using FlinkSql.Columnar;
using FlinkSql.Runtime.Connect;
using FlinkSql.Tests.Unit.Columnar;
using Xunit;

namespace FlinkSql.Tests.Connectors.Formats;

/// <summary>What every format of files must do; a format's tests inherit it and say how the format differs.</summary>
public abstract class FileFormatContract
{
    /// <summary>The value of <c>'format'</c>, with the options that the contract needs.</summary>
    private protected abstract (string Key, string Value)[] Options { get; }

    /// <summary>Whether rows of other kinds than +I can be written and read.</summary>
    private protected virtual bool TakesChanges => false;

    /// <summary>A record that is not of the format or not of columns <c>a INT, b STRING</c>; null if there is none.</summary>
    private protected virtual string? BadRecord => null;

    /// <summary>A good record of columns <c>a INT, b STRING</c> with the given number and the text x.</summary>
    private protected virtual string GoodRecord(int number) => throw new NotSupportedException();

    private protected virtual bool Supports(DataType type) => true;

    private protected virtual string Columns => "a INT, b STRING";

    private protected ConnectorRun Run(string path, Schema schema, params (string, string)[] more) =>
        new("filesystem", schema, [("path", path), .. Options, .. more]);

    private protected ConnectorRun Run(string path, string columns, params (string, string)[] more) =>
        Run(path, TypeText.ParseSchema(columns), more);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Round_trips_every_type_it_supports(int seed)
    {
        using var folder = new TempFolder();
        var random = new RandomBatch(seed);
        Field[] fields = [.. RandomBatch.Primitives.Concat(Enumerable.Range(0, 12).Select(_ => random.Type(2)))
            .Where(Supports)
            .Select((type, column) => new Field($"c {column}", type))];
        var schema = new Schema(fields.ToEquatable());
        RecordBatch batch = random.Batch(schema, 200, BufferPool.Shared, insertOnly: !TakesChanges, marks: false);
        ConnectorRun run = Run(folder["data.bin"], schema);
        run.Write([batch]);
        Assert.Equal(BatchText.Print(Expected(batch)), BatchText.Print(run.ReadBatch()));
    }

    /// <summary>What reading gives back of a batch written, where that differs.</summary>
    private protected virtual RecordBatch Expected(RecordBatch written) => written;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(5_000)]
    public void Reads_the_same_whatever_the_batch_size(int batchRows)
    {
        using var folder = new TempFolder();
        string[] rows = [.. Enumerable.Range(0, 3_000).Select(row => $"+I {row} 'text {row}'")];
        ConnectorRun run = Run(folder["data.bin"], "a INT, b STRING");
        run.Write(Enumerable.Range(0, 30)
            .Select(part => BatchText.Parse(run.Table.Schema, string.Join('\n', rows[(part * 100)..(part * 100 + 100)])))
            .ToArray());
        var sized = new ConnectorRun("filesystem", run.Table.Schema) { Table = run.Table, BatchRows = batchRows };
        Assert.Equal(string.Join('\n', rows), sized.Read());
    }

    [Fact]
    public void Reads_columns_in_any_order()
    {
        using var folder = new TempFolder();
        ConnectorRun run = Run(folder["data.bin"], "a INT, b STRING, c DOUBLE");
        run.Write("+I 1 'x' 1.5\n+I 2 'y' -2.0");
        Assert.Equal("+I 1.5 1\n+I -2.0 2", run.Read(2, 0));
        Assert.Equal("+I 'x'\n+I 'y'", run.Read(1));
    }

    [Fact]
    public void An_empty_file_has_no_rows()
    {
        using var folder = new TempFolder();
        Assert.Equal("", Run(folder.Write("data.bin", ""), "a INT, b STRING").Read());
    }

    [Fact]
    public void Writing_no_rows_makes_a_file_that_reads_as_none()
    {
        using var folder = new TempFolder();
        ConnectorRun run = Run(folder["data.bin"], "a INT, b STRING");
        run.Write([[]]);
        Assert.Equal(["data.bin"], folder.Files());
        Assert.Equal("", run.Read());
    }

    [Fact]
    public void Rows_of_other_kinds_are_kept_or_refused()
    {
        using var folder = new TempFolder();
        ConnectorRun run = Run(folder["data.bin"], "a INT, b STRING");
        const string picture = "+I 1 'x'\n-U 1 'x'\n+U 1 'y'\n-D 1 'y'";
        TableCapabilities capabilities = run.Connector.Describe(run.Table);
        Assert.Equal(TakesChanges, capabilities.WritesChanges);
        Assert.Equal(TakesChanges, capabilities.ReadsChanges);
        if (TakesChanges)
        {
            run.Write(picture);
            Assert.Equal(Normalized(picture), run.Read());
        }
        else
        {
            var error = Assert.Throws<ConnectorException>(() => run.Write(picture));
            Assert.Equal("FLS5025", error.Code);
            Assert.Contains("-U", error.Message);
        }
    }

    /// <summary>The kinds that come back, where the format does not tell them all apart.</summary>
    private protected virtual string Normalized(string picture) => picture;

    [Fact]
    public void A_job_that_stops_leaves_nothing_behind()
    {
        using var folder = new TempFolder();
        ConnectorRun run = Run(folder["deep/er/out"], "a INT, b STRING");
        ISink sink = run.Connector.CreateSink(run.Table);
        ISinkWriter finished = sink.Open(run.SinkContext(0, 2));
        ISinkWriter cut = sink.Open(run.SinkContext(1, 2));
        finished.Write(BatchText.Parse(run.Table.Schema, "+I 1 'x'"));
        cut.Write(BatchText.Parse(run.Table.Schema, "+I 2 'y'"));
        finished.PrepareLast();
        finished.Dispose();
        Assert.All(folder.Files(), file => Assert.StartsWith(".", Path.GetFileName(file)));
        cut.Dispose();
        sink.Abort();
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void A_bad_record_stops_the_job_by_default()
    {
        if (BadRecord is null)
        {
            return;
        }

        using var folder = new TempFolder();
        string path = folder.Write("data.txt", $"{GoodRecord(1)}\n{GoodRecord(2)}\n{BadRecord}\n{GoodRecord(3)}\n");
        ConnectorException error = Run(path, Columns).Fails();
        Assert.Equal("FLS5020", error.Code);
        Assert.Contains($"{path} line 3: ", error.Message);
        Assert.Contains(BadRecord.Replace("\t", "\\t"), error.Message);
        Assert.Contains("'on-error' = 'skip'", error.Hint);
    }

    [Fact]
    public void A_bad_record_can_be_skipped()
    {
        if (BadRecord is null)
        {
            return;
        }

        using var folder = new TempFolder();
        string path = folder.Write("data.txt", $"{BadRecord}\n{GoodRecord(1)}\n{BadRecord}\n{BadRecord}\n{GoodRecord(3)}\n{BadRecord}");
        ConnectorRun run = Run(path, Columns, ("on-error", "skip"));
        Assert.Equal("+I 1 'x'\n+I 3 'x'", run.Read());
        Assert.Equal(4, run.Metrics.BadRecords);
    }

    [Fact]
    public void A_bad_record_can_be_written_to_a_file()
    {
        if (BadRecord is null)
        {
            return;
        }

        using var folder = new TempFolder();
        string path = folder.Write("data.txt", $"{GoodRecord(1)}\n{BadRecord}\n{GoodRecord(2)}\n");
        string letters = folder["bad/letters.jsonl"];
        ConnectorRun run = Run(path, Columns, ("on-error", "dead-letter"), ("dead-letter.path", letters));
        Assert.Equal("+I 1 'x'\n+I 2 'x'", run.Read());
        string line = Assert.Single(File.ReadAllLines(letters));
        using var letter = System.Text.Json.JsonDocument.Parse(line);
        Assert.Equal(["file", "line", "error", "text"], letter.RootElement.EnumerateObject().Select(part => part.Name));
        Assert.Equal(path, letter.RootElement.GetProperty("file").GetString());
        Assert.Equal(2, letter.RootElement.GetProperty("line").GetInt32());
        Assert.Equal(BadRecord, letter.RootElement.GetProperty("text").GetString()!.TrimEnd('\n'));
        Assert.Equal(1, run.Metrics.BadRecords);
    }
}
