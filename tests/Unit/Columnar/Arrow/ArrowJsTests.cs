using System.Text.Json.Nodes;
using FlinkSql.Columnar;
using FlinkSql.Columnar.Arrow;
using Xunit;
using Xunit.Abstractions;

namespace FlinkSql.Tests.Unit.Columnar.Arrow;

public class ArrowJsTests(ITestOutputHelper output)
{
    private static readonly string ManyTypes =
        File.ReadAllText(Path.Combine(ArrowJs.Fixtures, "many.txt")).TrimEnd('\n');

    private const string Delta = """
        word STRING NOT NULL
        +I 'one'
        +I 'two'
        --
        word STRING NOT NULL
        +I 'three'
        +I 'one'
        """;

    [Fact]
    public void Files_that_arrow_js_wrote_once_are_read() => AssertReads(ArrowJs.Fixtures);

    [Fact]
    public void Files_that_arrow_js_writes_now_are_read()
    {
        if (IsSkipped())
        {
            return;
        }

        string folder = Directory.CreateTempSubdirectory("arrow-js").FullName;
        ArrowJs.Run("write.mjs", folder);
        AssertReads(folder);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Arrow_js_reads_streams_and_files_written_here()
    {
        if (IsSkipped())
        {
            return;
        }

        const int seed = 900;
        var random = new RandomBatch(seed);
        var schema = new Schema(
            RandomBatch.Primitives.Concat(Enumerable.Range(0, 30).Select(_ => random.Type(3)))
                .Select((type, column) => new Field($"c{column}", type)).ToEquatable());
        RecordBatch[] batches = [.. new[] { 30, 0, 7 }.Select(rows => random.Batch(schema, rows, BufferPool.Shared))];
        string expected = string.Join('\n', batches.SelectMany(
            batch => Enumerable.Range(0, batch.RowCount).Select(row => StoredJson.Row(batch, row).ToJsonString())));
        var options = new ArrowWriteOptions { Watermarks = true };
        AssertPrints(expected, ArrowBytes.Stream(batches, options), seed);
        AssertPrints(expected, ArrowBytes.File(batches, options), seed);
    }

    private static void AssertPrints(string expected, byte[] bytes, int seed)
    {
        string path = Path.GetTempFileName();
        File.WriteAllBytes(path, bytes);
        string printed = ArrowJs.Run("print.mjs", path).TrimEnd('\n');
        File.Delete(path);
        IEnumerable<string> lines = printed.Split('\n').Select(line => JsonNode.Parse(line)!.ToJsonString());
        Assert.Equal($"seed {seed}\n" + expected, $"seed {seed}\n" + string.Join('\n', lines));
    }

    private static void AssertReads(string folder)
    {
        var pool = new BufferPool("test", long.MaxValue);
        using (var stream = new ArrowStreamReader(File.OpenRead(Path.Combine(folder, "many.arrows")), pool))
        {
            Assert.Equal(ManyTypes, Pictures(stream.ReadAll()));
        }

        using (var file = new ArrowFileReader(File.OpenRead(Path.Combine(folder, "many.arrow")), pool))
        {
            Assert.Equal(ManyTypes, Pictures(file.ReadAll()));
        }

        using (ArrowFileReader file = ArrowFileReader.OpenMapped(Path.Combine(folder, "many.arrow"), pool))
        {
            Assert.Equal(ManyTypes, Pictures(file.ReadAll()));
        }

        using (var stream = new ArrowStreamReader(File.OpenRead(Path.Combine(folder, "delta.arrows")), pool))
        {
            Assert.Equal(Delta, Pictures(stream.ReadAll()));
        }

        Assert.Equal(0, pool.Rented);
    }

    private static string Pictures(IEnumerable<RecordBatch> batches)
    {
        var pictures = new List<string>();
        foreach (RecordBatch batch in batches)
        {
            pictures.Add(BatchText.Print(batch, header: true));
            batch.Dispose();
        }

        return string.Join("\n--\n", pictures);
    }

    private bool IsSkipped()
    {
        if (ArrowJs.UnavailableBecause is not { } reason)
        {
            return false;
        }

        Assert.True(Environment.GetEnvironmentVariable("FLINKSQL_REQUIRE_NODE") != "1", reason);
        output.WriteLine($"the check against apache-arrow is skipped: {reason}");
        return true;
    }
}
