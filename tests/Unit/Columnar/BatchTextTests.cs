using FlinkSql.Columnar;
using Xunit;

namespace FlinkSql.Tests.Unit.Columnar;

public class BatchTextTests
{
    private const string Picture = """
        id BIGINT, name STRING NOT NULL, tags ARRAY<STRING>, at TIMESTAMP(3)
        +I 1 'a' [] 2020-01-01 00:00:00.000
        watermark 1970-01-01T00:00:05
        -U 2 'it''s' ['x', NULL] NULL
        +U NULL E'two\nlines' NULL 1969-12-31 23:59:59.999
        watermark 1970-01-01T00:00:05.500
        -D 4 '' ['two words'] 2020-01-01 00:00:00.000
        watermark 2020-01-01T00:00:00
        """;

    [Fact]
    public void A_picture_comes_back_as_it_was()
    {
        RecordBatch batch = BatchText.Parse(Picture);
        Assert.Equal(Picture, BatchText.Print(batch, header: true));
        Assert.Equal((4, false), (batch.RowCount, batch.InsertOnly));
        Assert.Equal("two\nlines", batch.Column(1).GetValue(2));
        Assert.Equal(
            [new(1, 5_000), new(3, 5_500), new WatermarkMark(4, 1_577_836_800_000)], batch.Marks);
    }

    [Fact]
    public void Spellings_are_free_where_the_type_decides()
    {
        RecordBatch batch = BatchText.Parse("""
            (a STRING, t TIMESTAMP(0), l TIMESTAMP_LTZ(3), i INTERVAL DAY TO SECOND(3), b BYTES, r ROW<x INT, y STRING>)

              watermark 5000
              +I word '2020-01-01 01:02:03' 2020-01-01 '+1 00:00:00.000' x'0aff' (1,y)
              +I 'NULL' 2020-01-01T01:02:03 2020-01-01 10:00:00.5 NULL NULL (NULL, 'y z')
            """);
        Assert.Equal(
            """
            watermark 1970-01-01T00:00:05
            +I 'word' 2020-01-01 01:02:03 2020-01-01 00:00:00.000 '+1 00:00:00.000' x'0AFF' (1, 'y')
            +I 'NULL' 2020-01-01 01:02:03 2020-01-01 10:00:00.500 NULL NULL (NULL, 'y z')
            """,
            BatchText.Print(batch));
        Assert.True(batch.InsertOnly);
    }

    [Fact]
    public void A_batch_without_rows_is_an_empty_picture()
    {
        RecordBatch batch = BatchText.Parse("a INT");
        Assert.Equal(("", 0), (BatchText.Print(batch), batch.RowCount));
        Assert.Equal("watermark -9223372036854775808", BatchText.Print(BatchText.Parse("a INT\nwatermark -9223372036854775808")));
    }

    [Fact]
    public void Batches_of_every_type_come_back_from_their_picture()
    {
        const int firstSeed = 100;
        for (int seed = firstSeed; seed < firstSeed + 200; seed++)
        {
            var random = new RandomBatch(seed);
            Schema schema = random.Schema(6);
            var pool = new BufferPool("test", long.MaxValue);
            RecordBatch batch = random.Batch(schema, 20, pool);
            string picture = BatchText.Print(batch, header: true);
            RecordBatch again = BatchText.Parse(picture, pool);
            Assert.True(schema == again.Schema, $"seed {seed}: {again.Schema}");
            Assert.Equal($"seed {seed}\n" + picture, $"seed {seed}\n" + BatchText.Print(again, header: true));
            Assert.Equal(batch.Marks, again.Marks);
            batch.Dispose();
            again.Dispose();
            Assert.Equal(0, pool.Rented);
        }
    }

    [Theory]
    [InlineData("1 2", "expected +I, -U, +U, -D or watermark in \"1 2\"")]
    [InlineData("+I x", "expected a value of INT instead of \"x\"")]
    [InlineData("+I 1", "expected a value of STRING NOT NULL")]
    [InlineData("+I 1 'a", "expected a closing '")]
    [InlineData("+I 1 'a' 2", "expected the end of the line")]
    [InlineData("watermark soon", "expected a watermark time")]
    public void A_line_that_is_no_row_is_named(string line, string message)
    {
        string picture = "a INT, b STRING NOT NULL\n" + line;
        Assert.Contains(message, Assert.Throws<FormatException>(() => BatchText.Parse(picture)).Message);
    }
}
