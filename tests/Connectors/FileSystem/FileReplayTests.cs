using System.Text;
using FlinkSql.Columnar;
using FlinkSql.Runtime.Connect;
using FlinkSql.Runtime.Operators;
using Xunit;

namespace FlinkSql.Tests.Connectors.FileSystem;

/// <summary>
/// A file read to any row and on from there, by another reader, gives what one reader gives: rows, bad records and their
/// lines.
/// </summary>
public sealed class FileReplayTests
{
    private const string NastyCsv =
        "\uFEFFid,\"te\"\"xt\",x\r\n"
        + "1,plain,0.5\r\n"
        + "2,\"quoted, \"\"and\"\"\r\nover lines\n\",1\r\n"
        + "\r\n"
        + "# a comment, \"with a quote\r\n"
        + "3,äöü€𝄞,\r\n"
        + "x,not a number,1\r\n"
        + "4,\"\",2\n"
        + "5,too,many,fields\n"
        + "6,\"closed\"wrongly,1\n"
        + "7,\"\n\n\",3\r\n"
        + ",,\n"
        + "8,\"€\",1e3\r\n"
        + "y,bad again,\"\n\"\n"
        + "9,the last without an end,4";

    private const string NastyJson =
        "{\"id\": 1, \"text\": \"a\\nb\", \"x\": 1}\r\n"
        + "\n"
        + "{\"id\": \"x\"}\n"
        + "not json at all\n"
        + "{\"text\": \"äöü€𝄞 \\ud834\\udd1e\", \"id\": 2}\n"
        + "[1]\n   \t\n"
        + "{\"id\": 3, \"x\": 1.5, \"text\": null}\n"
        + "{\"id\": 4}";

    private const string Changes =
        "{\"op\":\"c\",\"before\":null,\"after\":{\"id\":1,\"text\":\"ä\"}}\n"
        + "{\"op\":\"u\",\"before\":{\"id\":1,\"text\":\"ä\"},\"after\":{\"id\":1,\"text\":\"b\"}}\n"
        + "{\"op\":\"u\",\"before\":{\"id\":1},\"after\":{\"id\":\"bad\"}}\n"
        + "{\"op\":\"?\"}\n"
        + "{\"op\":\"u\",\"before\":{\"id\":1,\"text\":\"b\"},\"after\":{\"id\":1,\"text\":\"c\"}}\n"
        + "{\"op\":\"d\",\"before\":{\"id\":1,\"text\":\"c\"},\"after\":null}\n";

    public static readonly TheoryData<string, string, string> Files = new()
    {
        { "csv", NastyCsv, "csv.header=true csv.allow-comments=true" },
        { "csv", NastyCsv[(NastyCsv.IndexOf('\n') + 1)..], "csv.allow-comments=true" },
        { "csv", "", "" },
        { "csv", "id,text,x\n", "csv.header=true" },
        { "json", NastyJson, "" },
        { "debezium-json", Changes, "" },
        { "changelog-json", "{\"op\":\"+I\",\"data\":{\"id\":1}}\n{\"op\":\"x\"}\n{\"op\":\"-D\",\"data\":{\"id\":1}}\n", "" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_row_is_a_place_to_go_on(string format, string text, string options)
    {
        using var folder = new TempFolder();
        string letters = folder["letters"];
        ConnectorRun run = Run(folder.Write("t", text.Replace("te\"\"xt", "text")), format, letters, options);
        foreach (int batchSize in new[] { 1, 2, 3, 7, 100 })
        {
            AssertReplays(run, batchSize, letters);
        }
    }

    [Theory]
    [InlineData("csv", 1)]
    [InlineData("csv", 2)]
    [InlineData("json", 3)]
    public void Files_larger_than_a_block_go_on_at_any_row(string format, int seed)
    {
        using var folder = new TempFolder();
        var random = new Random(seed);
        var text = new StringBuilder();
        for (int row = 0; row < 20_000; row++)
        {
            bool bad = random.Next(500) == 0;
            string filler = new('ä', random.Next(40));
            text.Append(format == "csv"
                ? $"{(bad ? "x" : row)},\"{filler}\r\n,\"\"{filler}\",{random.Next(100)}\r\n"
                : $"{{\"id\":{(bad ? "[" : row)},\"text\":\"{filler}\"}}\n");
        }

        string letters = folder["letters"];
        ConnectorRun run = Run(folder.Write("t", text.ToString()), format, letters, "");
        Reading whole = Reading.Of(run, 1_000, null);
        string expected = File.ReadAllText(letters);
        for (int round = 0; round < 8; round++)
        {
            File.Delete(letters);
            var first = Reading.Of(run, random.Next(1, 3_000), null, stopAfter: random.Next(20_000));
            var second = Reading.Of(run, random.Next(1, 3_000), first.Position);
            Assert.True(whole.Rows.SequenceEqual([.. first.Rows, .. second.Rows]), $"seed {seed} round {round}");
            Assert.Equal(expected, File.ReadAllText(letters));
            Assert.Equal(whole.Bad, first.Bad + second.Bad);
        }
    }

    [Fact]
    public void Errors_name_the_line_of_the_whole_file()
    {
        using var folder = new TempFolder();
        ConnectorRun run = Run(folder.Write("t", "1,\"a\nb\",1\n2,b,2\nx,c,3\n"), "csv", null, "");
        var first = Reading.Of(run, 1, null, stopAfter: 1);
        var error = Assert.Throws<ConnectorException>(() => Reading.Of(run, 10, first.Position));
        Assert.Contains("line 4:", error.Message);
    }

    [Fact]
    public void A_file_that_was_cut_or_changed_is_not_read_on()
    {
        using var folder = new TempFolder();
        string path = folder.Write("t", "1,a,1\n2,b,2\n3,c,3\n");
        ConnectorRun run = Run(path, "csv", null, "");
        byte[] position = Reading.Of(run, 2, null, stopAfter: 2).Position!;
        folder.Write("t", "1,a,1\n2,b,2\n4,new,4\n5,d,5\n");
        Assert.Equal(["+I 4 new 4", "+I 5 d 5"], Reading.Of(run, 2, position).Rows);
        folder.Write("t", "1,a,1\n2,X,2\n3,c,3\n");
        Assert.Equal("FLS5032", Assert.Throws<ConnectorException>(() => Reading.Of(run, 2, position)).Code);
        folder.Write("t", "1,a,1\n");
        var cut = Assert.Throws<ConnectorException>(() => Reading.Of(run, 2, position));
        Assert.Equal("FLS5031", cut.Code);
        Assert.Contains("put the file back", cut.Hint);
    }

    [Theory]
    [InlineData("file", 0)]
    [InlineData("stream", 0)]
    [InlineData("file", 2)]
    [InlineData("stream", 2)]
    public void Arrow_files_go_on_within_a_batch(string layout, int rate)
    {
        using var folder = new TempFolder();
        List<(string, string)> options = [("path", folder["t.arrow"]), ("format", "arrow"), ("arrow.layout", layout)];
        if (rate != 0)
        {
            options.Add(("scan.rows-per-second", "1000000"));
        }

        ConnectorRun run = new("filesystem", "id INT, text STRING, x DOUBLE", [.. options]);
        RecordBatch[] batches = [.. Enumerable.Range(0, 4).Select(batch => BatchText.Parse(
            run.Table.Schema, string.Join('\n', Enumerable.Range(0, batch + 1).Select(row => $"+I {batch} 'r{row}' 1.0"))))];
        run.Write(batches);
        AssertReplays(run, 1, null);
        AssertReplays(run, 3, null);
    }

    [Fact]
    public void Lines_of_raw_text_go_on()
    {
        using var folder = new TempFolder();
        ConnectorRun run = new(
            "filesystem", "line STRING", ("path", folder.Write("t", "a\r\n\r\nä;b\nlast")), ("format", "raw"));
        AssertReplays(run, 1, null);
        AssertReplays(run, 2, null);
    }

    private static ConnectorRun Run(string path, string format, string? letters, string options) => new(
        "filesystem",
        "id INT, text STRING, x DOUBLE",
        [
            ("path", path),
            ("format", format),
            .. letters is null ? [] : new[] { ("on-error", "dead-letter"), ("dead-letter.path", letters) },
            .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(each => each.Split('=')).Select(each => (each[0], each[1])),
        ]);

    /// <summary>Stops after every read, and goes on both with what was written of dead letters since and without.</summary>
    private static void AssertReplays(ConnectorRun run, int batchSize, string? letters)
    {
        Remove(letters);
        Reading whole = Reading.Of(run, batchSize, null);
        string? expected = Text(letters);
        for (int rows = 0; rows <= whole.Rows.Count; rows++)
        {
            Remove(letters);
            var first = Reading.Of(run, batchSize, null, stopAfter: rows);
            string? then = Text(letters);
            foreach (int further in new[] { 0, 1, whole.Rows.Count })
            {
                // What the first reader gave behind the checkpoint is forgotten, but its dead letters are not.
                Write(letters, then);
                Reading.Of(run, batchSize, first.Position, stopAfter: further);
                var second = Reading.Of(run, batchSize, first.Position);
                Assert.Equal(whole.Rows, [.. first.Rows, .. second.Rows]);
                Assert.Equal(whole.Bad, first.Bad + second.Bad);
                Assert.Equal(expected, Text(letters));
            }
        }
    }

    private static string? Text(string? letters) => letters is not null && File.Exists(letters) ? File.ReadAllText(letters) : null;

    private static void Remove(string? letters) => Write(letters, null);

    private static void Write(string? letters, string? text)
    {
        if (letters is not null)
        {
            File.Delete(letters);
            if (text is not null)
            {
                File.WriteAllText(letters, text);
            }
        }
    }

    /// <summary>What one reader gave, and where it stood then.</summary>
    private sealed record Reading(IReadOnlyList<string> Rows, long Bad, byte[]? Position)
    {
        public static Reading Of(ConnectorRun run, int batchSize, byte[]? position, int stopAfter = int.MaxValue)
        {
            run.Connector.Describe(run.Table);
            ISource source = run.Connector.CreateSource(run.Table, [.. Enumerable.Range(0, run.Table.Schema.Count)]);
            Assert.True(source.Replayable);
            var metrics = new OperatorMetrics("test", 0);
            SourceContext context = run.SourceContext() with { Metrics = metrics, Position = position };
            using ISplitReader reader = source.Open(source.Splits()[0], context);
            var rows = new List<string>();
            byte[]? last = reader.Position;
            for (bool more = true; more && rows.Count < stopAfter; last = reader.Position)
            {
                more = ReadOnce(reader, run, source.Schema, Math.Min(batchSize, stopAfter - rows.Count), rows);
            }

            return new Reading(rows, metrics.BadRecords, last);
        }

        private static bool ReadOnce(ISplitReader reader, ConnectorRun run, Schema schema, int most, List<string> to)
        {
            ReadResult result;
            RecordBatch? batch;
            if (reader is IBatchReader batches)
            {
                result = batches.ReadBatch(out batch);
            }
            else
            {
                var rows = new BatchBuilder(schema, run.Memory);
                result = reader.Read(rows, most);
                batch = rows.Build();
            }

            using RecordBatch? owned = batch;
            for (int row = 0; row < (batch?.RowCount ?? 0); row++)
            {
                IEnumerable<object?> values = Enumerable.Range(0, schema.Count).Select(column => batch!.Column(column).GetValue(row));
                to.Add($"{batch!.Kind(row).ToShortString()} {string.Join(' ', values)}");
            }

            ((FixedClock)run.Clock).Now += result.Delay;
            return result.State != ReadState.End;
        }
    }
}
