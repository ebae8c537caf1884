using FlinkSql.Columnar;
using FlinkSql.Columnar.Arrow;
using Xunit;
using static FlinkSql.Tests.Unit.Columnar.Arrow.HandMadeStream;

namespace FlinkSql.Tests.Unit.Columnar.Arrow;

public class ArrowForeignDataTests
{
    private static readonly Func<FlatBuilder, int> Int32Field = Field("i", ArrowKind.Int, Int(32));

    private static readonly byte[] NoBitmap = [];

    [Theory]
    [InlineData(3, false)]
    [InlineData(3, true)]
    [InlineData(4, true)]
    public void Older_versions_and_framing_are_read(short version, bool legacy)
    {
        HandMadeStream stream = new HandMadeStream { Version = version, Legacy = legacy }
            .Schema([Int32Field]).Batch(2, [(2, 0)], [NoBitmap, Bytes(7, 8)]);
        Assert.Equal("i INT\n+I 7\n+I 8", ReadOne(stream));
    }

    [Fact]
    public void Narrow_decimals_are_widened_and_wide_ones_narrowed()
    {
        HandMadeStream stream = new HandMadeStream()
            .Schema([
                Field("d32", ArrowKind.Decimal, Decimal(9, 2, 32)), Field("d64", ArrowKind.Decimal, Decimal(18, 2, 64)),
                Field("d128", ArrowKind.Decimal, Decimal(18, 2, 128)),
            ])
            .Batch(2, [(2, 0), (2, 0), (2, 1)], [
                NoBitmap, Bytes(12345, -1), NoBitmap, Bytes(12345L, -1L),
                [1], Bytes((Int128)12345, Int128.MaxValue),
            ]);
        Assert.Equal(
            "d32 DECIMAL(9, 2), d64 DECIMAL(18, 2), d128 DECIMAL(18, 2)\n+I 123.45 123.45 123.45\n+I -0.01 -0.01 NULL",
            ReadOne(stream));
    }

    [Fact]
    public void Large_lists_are_read()
    {
        HandMadeStream stream = new HandMadeStream()
            .Schema([Field("l", ArrowKind.LargeList, children: [Int32Field])])
            .Batch(2, [(2, 0), (3, 0)], [NoBitmap, Bytes(0L, 2L, 3L), NoBitmap, Bytes(1, 2, 3)]);
        Assert.Equal("l ARRAY<INT>\n+I [1, 2]\n+I [3]", ReadOne(stream));
    }

    [Fact]
    public void Nulls_that_were_not_counted_are_counted()
    {
        HandMadeStream stream = new HandMadeStream()
            .Schema([Int32Field, Field("j", ArrowKind.Int, Int(32))])
            .Batch(3, [(3, -1), (3, -1)], [[0b101], Bytes(1, 2, 3), NoBitmap, Bytes(4, 5, 6)]);
        Assert.Equal("i INT, j INT\n+I 1 4\n+I NULL 5\n+I 3 6", ReadOne(stream));
    }

    [Fact]
    public void A_dictionary_may_hold_nested_values_and_grow()
    {
        Func<FlatBuilder, int> pair = Field("p", ArrowKind.Struct, children: [Int32Field], dictionary: 5);
        using ArrowStreamReader reader = new HandMadeStream()
            .Schema([pair])
            .Dictionary(5, 2, [(2, 0), (2, 0)], [NoBitmap, NoBitmap, Bytes(10, 11)])
            .Batch(2, [(2, 0)], [NoBitmap, Bytes(1, 0)])
            .Dictionary(5, 1, [(1, 0), (1, 0)], [NoBitmap, NoBitmap, Bytes(12)], delta: true)
            .Batch(3, [(3, 1)], [[0b101], Bytes(2, 99, 0)])
            .Dictionary(5, 1, [(1, 0), (1, 0)], [NoBitmap, NoBitmap, Bytes(20)])
            .Batch(1, [(1, 0)], [NoBitmap, Bytes(0)])
            .Open();
        Assert.Equal(
            ["+I (11)\n+I (10)", "+I (12)\n+I NULL\n+I (10)", "+I (20)"],
            reader.ReadAll().Select(batch => BatchText.Print(batch)));
    }

    [Fact]
    public void A_column_of_no_rows_may_lack_its_offset()
    {
        HandMadeStream stream = new HandMadeStream()
            .Schema([Field("s", ArrowKind.Utf8), Field("l", ArrowKind.List, children: [Int32Field])])
            .Batch(0, [(0, 0), (0, 0), (0, 0)], [[], [], [], [], [], [], []]);
        Assert.Equal("s STRING, l ARRAY<INT>", ReadOne(stream));
    }

    [Theory]
    [InlineData("DATE NOT NULL", "INT")]
    [InlineData("nonsense", "INT")]
    [InlineData("INT NOT NULL", "INT NOT NULL")]
    public void An_exact_type_of_another_layout_is_ignored(string exact, string expected)
    {
        HandMadeStream stream = new HandMadeStream().Schema([Field("i", ArrowKind.Int, Int(32), exactType: exact)]);
        using ArrowStreamReader reader = stream.Open();
        Assert.Equal(expected, reader.Schema[0].Type.ToString());
    }

    [Theory]
    [InlineData(nameof(ArrowKind.Union), 0, "type Union, which is not supported")]
    [InlineData(nameof(ArrowKind.RunEndEncoded), 0, "type RunEndEncoded, which is not supported")]
    [InlineData(nameof(ArrowKind.Utf8View), 0, "type Utf8View, which is not supported")]
    [InlineData(nameof(ArrowKind.Interval), 2, "type Interval(MonthDayNano), which is not supported")]
    public void A_type_that_is_not_read_is_named(string kind, short unit, string message)
    {
        HandMadeStream stream = new HandMadeStream().Schema([Field("x", Enum.Parse<ArrowKind>(kind), to => to.SetInt16(0, unit))]);
        Assert.Contains(message, Assert.Throws<ArrowFormatException>(() => stream.Open()).Message);
    }

    [Fact]
    public void A_decimal_of_256_bits_is_refused_by_name()
    {
        HandMadeStream stream = new HandMadeStream().Schema([Field("x", ArrowKind.Decimal, Decimal(50, 2, 256))]);
        Assert.Contains(
            "field \"x\" has type Decimal256(50, 2), which no DECIMAL can hold (message 1 at byte 0 of the stream)",
            Assert.Throws<ArrowFormatException>(() => stream.Open()).Message);
    }

    [Fact]
    public void Big_endian_data_and_unknown_versions_are_refused()
    {
        HandMadeStream bigEndian = new HandMadeStream().Schema([Int32Field], endianness: 1);
        Assert.Contains("big-endian", Assert.Throws<ArrowFormatException>(() => bigEndian.Open()).Message);
        HandMadeStream old = new HandMadeStream { Version = 2 }.Schema([Int32Field]);
        Assert.Contains("version V3; V4 and V5", Assert.Throws<ArrowFormatException>(() => old.Open()).Message);
    }

    [Theory]
    [InlineData(0, "LZ4_FRAME")]
    [InlineData(1, "ZSTD")]
    public void Compressed_data_is_refused_with_the_codec(byte codec, string name)
    {
        HandMadeStream stream = new HandMadeStream()
            .Schema([Int32Field]).Batch(1, [(1, 0)], [NoBitmap, Bytes(1)], codec);
        AssertFails(stream, $"compressed with codec {name}");
    }

    [Fact]
    public void Parts_that_do_not_fit_together_are_refused_and_nothing_leaks()
    {
        AssertFails(OneInt(2, (2, 0), NoBitmap, Bytes(1)), "field \"i\" needs 8 bytes but has 4");
        AssertFails(OneInt(9, (9, 3), [1], Bytes(1, 2, 3, 4, 5, 6, 7, 8, 9)), "field \"i\" needs 2 bytes but has 1");
        AssertFails(OneInt(2, (1, 0), NoBitmap, Bytes(1)), "field \"i\" has 1 rows instead of 2");
        AssertFails(OneInt(1, (1, 5), NoBitmap, Bytes(1)), "field \"i\" has 5 NULLs in 1 rows");
        AssertFails(OneInt(-1, (-1, 0), NoBitmap, Bytes(1)), "-1 rows");
        AssertFails(
            new HandMadeStream().Schema([Int32Field]).Batch(1, [], []), "0 nodes, fewer than its schema needs");
        AssertFails(
            new HandMadeStream().Schema([Int32Field]).Batch(1, [(1, 0)], [NoBitmap]), "1 buffers, fewer than");
        AssertFails(Text(Bytes(0, 3, 2), "abc"u8.ToArray()), "the offset 2 after 3");
        AssertFails(Text(Bytes(0, 3, 200), "abc"u8.ToArray()), "needs 200 bytes but has 3");
        AssertFails(Text(Bytes(-1, 0, 1), "abc"u8.ToArray()), "the offset -1 after 0");
        AssertFails(
            new HandMadeStream().Schema([Field("n", ArrowKind.Null)]).Batch(int.MaxValue, [(int.MaxValue, 0)], []),
            "2147483647 rows without any bytes");
        AssertFails(
            new HandMadeStream().Schema([Field("l", ArrowKind.FixedSizeList, to => to.SetInt32(0, 1), [Int32Field])])
                .Batch(1_000_000_000, [(1_000_000_000, 0), (1, 0)], [NoBitmap, NoBitmap, Bytes(1)]),
            "refers to 1000000000 elements but has 1");
        AssertFails(
            new HandMadeStream().Schema([Field("t", ArrowKind.Timestamp, to => to.SetInt16(0, 0))])
                .Batch(1, [(1, 0)], [NoBitmap, Bytes(long.MaxValue)]),
            "beyond the range of TIMESTAMP(0)");
        AssertFails(
            new HandMadeStream().Schema([Field("d", ArrowKind.Int, Int(32), dictionary: 7)])
                .Batch(1, [(1, 0)], [NoBitmap, Bytes(0)]),
            "refers to dictionary 7, which has not come before");
        AssertFails(
            new HandMadeStream().Schema([Field("d", ArrowKind.Int, Int(32), dictionary: 7)])
                .Dictionary(7, 1, [(1, 0)], [NoBitmap, Bytes(5)]).Batch(2, [(2, 0)], [NoBitmap, Bytes(0, 1)]),
            "row 1 of field \"d\" is entry 1 of a dictionary of 1");
    }

    [Fact]
    public void A_schema_nested_without_end_is_refused()
    {
        Func<FlatBuilder, int> field = Int32Field;
        for (int level = 0; level < 1_000; level++)
        {
            field = Field("l", ArrowKind.List, children: [field]);
        }

        HandMadeStream stream = new HandMadeStream().Schema([field]);
        Assert.Contains("levels of nesting", Assert.Throws<ArrowFormatException>(() => stream.Open()).Message);
    }

    private static HandMadeStream OneInt(long rows, (long, long) node, byte[] bitmap, byte[] values) =>
        new HandMadeStream().Schema([Int32Field]).Batch(rows, [node], [bitmap, values]);

    private static HandMadeStream Text(byte[] offsets, byte[] data) =>
        new HandMadeStream().Schema([Field("s", ArrowKind.Utf8)]).Batch(2, [(2, 0)], [NoBitmap, offsets, data]);

    private static Action<FlatBuilder> Int(int width) => to =>
    {
        to.SetInt32(0, width);
        to.SetBool(1, true);
    };

    private static Action<FlatBuilder> Decimal(int precision, int scale, int width) => to =>
    {
        to.SetInt32(0, precision);
        to.SetInt32(1, scale);
        to.SetInt32(2, width);
    };

    private static string ReadOne(HandMadeStream stream)
    {
        using ArrowStreamReader reader = stream.Open();
        using RecordBatch batch = reader.ReadNext()!;
        Assert.Null(reader.ReadNext());
        return BatchText.Print(batch, header: true);
    }

    private static void AssertFails(HandMadeStream stream, string message)
    {
        var pool = new BufferPool("test", long.MaxValue);
        using (ArrowStreamReader reader = stream.Open(pool))
        {
            Assert.Contains(message, Assert.Throws<ArrowFormatException>(() => reader.ReadAll().Count()).Message);
        }

        Assert.Equal(0, pool.Rented);
        Assert.True(pool.Peak < 1 << 20, $"{pool.Peak} bytes were rented");
    }
}
