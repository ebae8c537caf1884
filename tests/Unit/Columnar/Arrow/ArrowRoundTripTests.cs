using FlinkSql.Columnar;
using FlinkSql.Columnar.Arrow;
using Xunit;

namespace FlinkSql.Tests.Unit.Columnar.Arrow;

public class ArrowRoundTripTests
{
    private static readonly ArrowWriteOptions Everything = new() { RowKinds = true, Watermarks = true };

    [Fact]
    public void Batches_of_every_type_come_back_from_stream_file_and_mapping()
    {
        const int firstSeed = 500;
        for (int seed = firstSeed; seed < firstSeed + 100; seed++)
        {
            var random = new RandomBatch(seed);
            Schema schema = random.Schema(7);
            var pool = new BufferPool("test", long.MaxValue);
            RecordBatch[] batches = [.. new[] { 20, 0, 1, 65 }.Select(rows => random.Batch(schema, rows, pool))];
            string expected = $"seed {seed}\n" + Pictures(batches);

            byte[] stream = ArrowBytes.Stream(batches, Everything);
            using (var reader = new ArrowStreamReader(new MemoryStream(stream), pool))
            {
                Assert.Equal(schema, reader.Schema);
                AssertSame(expected, seed, reader.ReadAll());
            }

            byte[] file = ArrowBytes.File(batches, Everything);
            using (var reader = new ArrowFileReader(new MemoryStream(file), pool))
            {
                Assert.Equal((schema, 4), (reader.Schema, reader.BatchCount));
                AssertSame(expected, seed, reader.ReadAll());
            }

            string path = Path.GetTempFileName();
            File.WriteAllBytes(path, file);
            using (ArrowFileReader reader = ArrowFileReader.OpenMapped(path, pool))
            {
                AssertSame(expected, seed, reader.ReadAll());
            }

            File.Delete(path);
            Array.ForEach(batches, batch => batch.Dispose());
            Assert.Equal(0, pool.Rented);
        }
    }

    [Fact]
    public void Every_primitive_type_comes_back_with_its_bounds()
    {
        var random = new RandomBatch(1);
        foreach (DataType type in RandomBatch.Primitives)
        {
            var schema = new Schema([new("value", type)]);
            using RecordBatch batch = random.Batch(schema, 200, BufferPool.Shared);
            using var reader = new ArrowFileReader(new MemoryStream(ArrowBytes.File([batch], Everything)));
            using RecordBatch again = reader.ReadBatch(0);
            Assert.Equal(type, reader.Schema[0].Type);
            Assert.Equal(BatchText.Print(batch), BatchText.Print(again));
        }
    }

    [Fact]
    public void Row_kinds_and_watermarks_are_written_only_if_asked()
    {
        using RecordBatch batch = BatchText.Parse("a INT\n+I 1\nwatermark 5000\n-D 2");
        using var plain = new ArrowStreamReader(new MemoryStream(ArrowBytes.Stream([batch])));
        using RecordBatch rows = plain.ReadNext()!;
        Assert.Equal("+I 1\n+I 2", BatchText.Print(rows));
        Assert.Null(plain.ReadNext());
        using var full = new ArrowStreamReader(new MemoryStream(ArrowBytes.Stream([batch], Everything)));
        using RecordBatch changes = full.ReadNext()!;
        Assert.Equal(BatchText.Print(batch), BatchText.Print(changes));
    }

    [Fact]
    public void A_batch_of_only_inserts_has_no_row_kind_column_when_read()
    {
        using RecordBatch batch = BatchText.Parse("a INT\n+I 1\n+I 2");
        using var reader = new ArrowStreamReader(new MemoryStream(ArrowBytes.Stream([batch], Everything)));
        using RecordBatch again = reader.ReadNext()!;
        Assert.True(again.InsertOnly);
        Assert.Equal(1, again.ColumnCount);
    }

    [Fact]
    public void Some_columns_of_a_file_are_read_in_the_order_asked()
    {
        var random = new RandomBatch(77);
        Schema schema = random.Schema(12);
        using RecordBatch batch = random.Batch(schema, 10, BufferPool.Shared);
        var pool = new BufferPool("test", long.MaxValue);
        using (var reader = new ArrowFileReader(new MemoryStream(ArrowBytes.File([batch], Everything)), pool))
        {
            int[] columns = [11, 3, 3, 0];
            using RecordBatch some = reader.ReadBatch(0, columns);
            using RecordBatch expected = batch.Select(schema.Select(columns), columns);
            Assert.Equal(BatchText.Print(expected, header: true), BatchText.Print(some, header: true));
        }

        Assert.Equal(0, pool.Rented);
    }

    [Fact]
    public void Metadata_of_the_schema_comes_back()
    {
        var options = new ArrowWriteOptions { Metadata = new Dictionary<string, string> { ["job"] = "q1 ☺" } };
        using RecordBatch batch = BatchText.Parse("a INT\n+I 1");
        using var reader = new ArrowFileReader(new MemoryStream(ArrowBytes.File([batch], options)));
        Assert.Equal("q1 ☺", reader.Metadata["job"]);
    }

    [Fact]
    public void A_column_read_from_a_mapping_has_no_copy_and_outlives_the_reader()
    {
        using RecordBatch batch = BatchText.Parse("a BIGINT, s STRING\n+I 1 'x'\n+I NULL 'y'\n+I 3 NULL");
        string path = Path.GetTempFileName();
        File.WriteAllBytes(path, ArrowBytes.File([batch]));
        var pool = new BufferPool("test", long.MaxValue);
        RecordBatch mapped;
        using (ArrowFileReader reader = ArrowFileReader.OpenMapped(path, pool))
        {
            mapped = reader.ReadBatch(0);
        }

        Assert.Equal(0, pool.Peak);
        RecordBatch second = mapped.Retain();
        mapped.Dispose();
        Assert.Equal(BatchText.Print(batch), BatchText.Print(second));
        second.Dispose();
        File.Delete(path);
    }

    [Fact]
    public unsafe void Buffers_of_a_mapped_file_are_aligned()
    {
        using RecordBatch batch = BatchText.Parse("a BIGINT, s STRING, d DECIMAL(38, 2)\n+I 1 'x' 2.50");
        string path = Path.GetTempFileName();
        File.WriteAllBytes(path, ArrowBytes.File([batch, batch]));
        using (ArrowFileReader reader = ArrowFileReader.OpenMapped(path))
        {
            using RecordBatch mapped = reader.ReadBatch(1);
            fixed (long* values = mapped.Values<long>(0))
            fixed (Int128* decimals = mapped.Values<Int128>(2))
            {
                Assert.Equal((0, 0), ((nint)values % 64, (nint)decimals % 64));
            }
        }

        File.Delete(path);
    }

    [Fact]
    public void A_batch_of_other_types_is_refused()
    {
        using RecordBatch batch = BatchText.Parse("a INT\n+I 1");
        using var writer = new ArrowStreamWriter(new MemoryStream(), new Schema([new("a", DataTypes.BigInt)]));
        Assert.Contains("does not fit the schema", Assert.Throws<ArgumentException>(() => writer.Write(batch)).Message);
    }

    [Fact]
    public void A_stream_without_its_end_mark_ends_where_it_ends()
    {
        using RecordBatch batch = BatchText.Parse("a INT\n+I 1");
        byte[] bytes = ArrowBytes.Stream([batch]);
        using var reader = new ArrowStreamReader(new MemoryStream(bytes, 0, bytes.Length - 8));
        using RecordBatch again = reader.ReadNext()!;
        Assert.Null(reader.ReadNext());
    }

    private static void AssertSame(string expected, int seed, IEnumerable<RecordBatch> read)
    {
        RecordBatch[] batches = [.. read];
        Assert.Equal(expected, $"seed {seed}\n" + Pictures(batches));
        Array.ForEach(batches, batch => batch.Dispose());
    }

    private static string Pictures(IEnumerable<RecordBatch> batches) =>
        string.Join("\n--\n", batches.Select(batch => BatchText.Print(batch, header: true)));
}
