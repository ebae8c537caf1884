using FlinkSql.Columnar;
using FlinkSql.Runtime.Connect;
using Xunit;

namespace FlinkSql.Tests.Connectors.Formats;

/// <summary>Arrow files as tables, beyond the contract.</summary>
public sealed class ArrowReaderTests
{
    private static ConnectorRun Run(string path, string columns, params (string, string)[] options) =>
        new("filesystem", columns, [("path", path), ("format", "arrow"), .. options]);

    private static string Write(TempFolder folder, string columns, string picture, params (string, string)[] options)
    {
        ConnectorRun run = Run(folder["t.arrow"], columns, options);
        run.Write(picture);
        return folder["t.arrow"];
    }

    [Theory]
    [InlineData("file")]
    [InlineData("stream")]
    public void Columns_are_found_by_name_and_batches_pass_as_they_are(string layout)
    {
        using var folder = new TempFolder();
        string path = Write(folder, "a INT, b STRING, c DOUBLE", "+I 1 'x' 1.5\n+I NULL 'y' 2.5", ("arrow.layout", layout));
        ConnectorRun run = Run(path, "c DOUBLE, a INT");
        Assert.Equal("+I 1.5 1\n+I 2.5 NULL", run.Read());
        ISource source = run.Connector.CreateSource(run.Table, [1]);
        using ISplitReader reader = source.Open(source.Splits()[0], run.SourceContext());
        var batches = Assert.IsType<IBatchReader>(reader, exactMatch: false);
        Assert.Equal(ReadState.More, batches.ReadBatch(out RecordBatch? batch).State);
        Assert.Equal("+I 1\n+I NULL", BatchText.Print(batch!));
        batch!.Dispose();
    }

    [Fact]
    public void Types_of_the_same_layout_become_those_of_the_table()
    {
        using var folder = new TempFolder();
        string path = Write(
            folder, "a STRING, b TIMESTAMP(3), c DECIMAL(5, 2), d ARRAY<STRING>",
            "+I 'x' 2020-01-02 03:04:05.000 1.50 ['p']");
        Assert.Equal(
            "+I 2020-01-02 03:04:05 'x' 1.50 ['p']",
            Run(path, "b TIMESTAMP(0), a VARCHAR(5), c DECIMAL(10, 2), d ARRAY<VARCHAR(3)>").Read());
    }

    [Fact]
    public void Metadata_and_pace_can_be_had_as_well()
    {
        using var folder = new TempFolder();
        string path = Write(folder, "a INT", "+I 1\n+I 2");
        Assert.Equal("+I 1\n+I 2", Run(path, "a INT", ("scan.rows-per-second", "5")).Read());
        ConnectorRun run = new("filesystem", "n STRING, a INT")
        {
            Table = Run(path, "n STRING, a INT").Table with { Metadata = ["file.name", null] },
        };
        Assert.Equal("+I 't.arrow' 1\n+I 't.arrow' 2", run.Read());
    }

    [Theory]
    [InlineData("aa INT", "the file has no column \"aa\"", "did you mean \"a\"?")]
    [InlineData("a BIGINT", "column \"a\" is INT in the file, but BIGINT in the table", "declare it as INT")]
    [InlineData("b TIMESTAMP(6)", "column \"b\" is TIMESTAMP(3)", "declare it as TIMESTAMP(3)")]
    [InlineData("a INT NOT NULL", "column a is NOT NULL", "without NOT NULL")]
    public void A_file_that_does_not_fit_says_why(string columns, string message, string hint)
    {
        using var folder = new TempFolder();
        string path = Write(folder, "a INT, b TIMESTAMP(3)", "+I NULL 2020-01-02 03:04:05.000");
        ConnectorException error = Run(path, columns).Fails();
        Assert.Equal("FLS5023", error.Code);
        Assert.Contains(message, error.Message);
        Assert.Contains(hint, error.Hint);
    }

    [Theory]
    [InlineData("file", 1)]
    [InlineData("stream", 2)]
    public void Damage_is_a_clear_error_or_none(string layout, int seed)
    {
        using var folder = new TempFolder();
        var random = new Random(seed);
        string path = Write(
            folder, "a INT, b STRING, c ARRAY<ROW<x INT, y STRING>>, d DECIMAL(30, 2)",
            string.Join('\n', Enumerable.Range(0, 20).Select(row => $"+I {row} 'text {row}' [({row}, 'y'), NULL] {row}.50")),
            ("arrow.layout", layout));
        byte[] good = File.ReadAllBytes(path);
        for (int round = 0; round < 300; round++)
        {
            byte[] bytes = [.. good];
            for (int change = random.Next(1, 4); change > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            string damaged = folder[$"{round}.arrow"];
            File.WriteAllBytes(damaged, bytes[..(random.Next(4) == 0 ? random.Next(bytes.Length + 1) : bytes.Length)]);
            try
            {
                Run(damaged, "a INT, b STRING, c ARRAY<ROW<x INT, y STRING>>, d DECIMAL(30, 2)").ReadBatch().Dispose();
            }
            catch (ConnectorException error)
            {
                Assert.True(error.Code == "FLS5023", $"seed {seed} round {round}: {error.Code} {error.Message}");
            }
        }
    }
}
