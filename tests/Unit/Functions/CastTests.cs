using FlinkSql.Columnar;
using FlinkSql.Functions;
using FlinkSql.Functions.Casts;
using Xunit;

namespace FlinkSql.Tests.Unit.Functions;

public sealed class CastTests
{
    private static readonly DataType Decimal52 = DataTypes.Decimal(5, 2);

    public static TheoryData<object?, DataType, DataType, object?> Values => new()
    {
        { 300, DataTypes.Int, DataTypes.TinyInt, (sbyte)44 },
        { long.MaxValue, DataTypes.BigInt, DataTypes.Int, -1 },
        { (short)-1, DataTypes.SmallInt, DataTypes.BigInt, -1L },
        { 1e20, DataTypes.Double, DataTypes.Int, int.MaxValue },
        { -1e30, DataTypes.Double, DataTypes.BigInt, long.MinValue },
        { double.NaN, DataTypes.Double, DataTypes.Int, 0 },
        { 2.9, DataTypes.Double, DataTypes.Int, 2 },
        { -2.9, DataTypes.Double, DataTypes.BigInt, -2L },
        { 300.7, DataTypes.Double, DataTypes.TinyInt, (sbyte)44 },
        { 1e20f, DataTypes.Float, DataTypes.SmallInt, (short)-1 },
        { true, DataTypes.Boolean, DataTypes.Int, 1 },
        { false, DataTypes.Boolean, DataTypes.Double, 0.0 },
        { 7L, DataTypes.BigInt, DataTypes.Boolean, true },
        { 123, DataTypes.Int, Decimal52, 12300L },
        { 1234, DataTypes.Int, Decimal52, null },
        { 1.005, DataTypes.Double, Decimal52, 101L },
        { double.NaN, DataTypes.Double, Decimal52, null },
        { 12399L, Decimal52, DataTypes.Int, 123 },
        { -12399L, Decimal52, DataTypes.BigInt, -123L },
        { 12345L, Decimal52, DataTypes.Decimal(4, 1), 1235L },
        { 99995L, Decimal52, DataTypes.Decimal(4, 1), null },
        { 10L, Decimal52, DataTypes.Double, 0.1 },
        { " 42 ", DataTypes.String, DataTypes.Int, 42 },
        { "TRUE", DataTypes.String, DataTypes.Boolean, true },
        { "1.5", DataTypes.String, DataTypes.Double, 1.5 },
        { "12.345", DataTypes.String, Decimal52, 1235L },
        { "99999", DataTypes.String, Decimal52, null },
        { "1999-9-10 05:20:10.123456", DataTypes.String, new TimestampType(6), 936_940_810_123_456 },
        { "1970-01-02", DataTypes.String, DataTypes.Date, 1 },
        { "00:00:01.5", DataTypes.String, new TimeType(3), 1500 },
        { "abcdef", DataTypes.String, new StringType(3), "abc" },
        { "ab", DataTypes.String, new StringType(4, Fixed: true), "ab  " },
        { "äöü", DataTypes.String, new StringType(2), "äö" },
        { 12345, DataTypes.Int, new StringType(3), "123" },
        { 1e10, DataTypes.Double, DataTypes.String, "1.0E10" },
        { true, DataTypes.Boolean, DataTypes.String, "TRUE" },
        { 0L, new TimestampType(0), DataTypes.String, "1970-01-01 00:00:00" },
        { -1L, new TimestampType(3), DataTypes.Date, -1 },
        { 1500L, new TimestampType(3), new TimestampType(0), 1000L },
        { -1L, new TimestampType(3), new TimestampType(0), -1000L },
        { 86_399_999, new TimeType(3), new TimestampType(3), 86_399_999L },
        { -1L, new TimestampType(3), new TimeType(0), 86_399_000 },
        { 34, DataTypes.YearMonthInterval, DataTypes.String, "+2-10" },
        { 5L, DataTypes.BigInt, DataTypes.YearMonthInterval, 5 },
        { 90_000L, DataTypes.DayTimeInterval, DataTypes.Int, 90_000 },
        { "a"u8.ToArray(), DataTypes.Bytes, DataTypes.String, "a" },
        { new byte[] { 0xFF }, DataTypes.Bytes, DataTypes.String, "\uFFFD" },
        { "ab", DataTypes.String, new BinaryType(3, Fixed: true), new byte[] { 97, 98, 0 } },
        { new object?[] { 1, null }, new ArrayType(DataTypes.Int), new ArrayType(DataTypes.Double), new object?[] { 1.0, null } },
        { new object?[] { 1, "x" }, Row(DataTypes.Int, DataTypes.String), Row(DataTypes.String, DataTypes.String), new object?[] { "1", "x" } },
        { new object?[] { 1, null }, new ArrayType(DataTypes.Int), DataTypes.String, "[1, NULL]" },
        { new object?[] { 1, "foo", true }, Row(DataTypes.Int, DataTypes.String, DataTypes.Boolean), DataTypes.String, "(1, foo, TRUE)" },
        { new KeyValuePair<object?, object?>[] { new("k", 1) }, new MapType(DataTypes.String, DataTypes.Int), DataTypes.String, "{k=1}" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void Casts_a_value(object? value, DataType from, DataType to, object? expected) =>
        Assert.Equal(expected, Sql.Cast(value, from, to));

    [Theory]
    [InlineData("abc", "BIGINT")]
    [InlineData("300", "TINYINT")]
    [InlineData("maybe", "BOOLEAN")]
    [InlineData("1999-13-01", "DATE")]
    [InlineData("x", "DECIMAL(5, 2)")]
    public void Text_that_is_no_value_fails_and_TRY_CAST_gives_null(string text, string target)
    {
        DataType to = new[] { DataTypes.BigInt, DataTypes.TinyInt, DataTypes.Boolean, DataTypes.Date, Decimal52 }
            .Single(type => type.Name == target);
        QueryException error = Assert.Throws<QueryException>(() => Sql.Cast(text, DataTypes.String, to));
        Assert.Equal("FLS6001", error.Code);
        Assert.Equal($"cannot cast '{text}' to {target}", error.Message.Replace("cannot cast " + text, $"cannot cast '{text}'"));
        Assert.Null(Sql.TryCast(text, DataTypes.String, to));
    }

    [Theory]
    [InlineData("UTC", 0L)]
    [InlineData("Asia/Shanghai", -28_800_000L)]
    [InlineData("America/Los_Angeles", 28_800_000L)]
    public void Local_and_absolute_time_meet_in_the_session_zone(string zone, long instant)
    {
        QueryContext context = Sql.In(zone);
        Assert.Equal(instant, Sql.Cast(0L, DataTypes.Timestamp3, DataTypes.TimestampLtz3, context));
        Assert.Equal(0L, Sql.Cast(instant, DataTypes.TimestampLtz3, DataTypes.Timestamp3, context));
        Assert.Equal("1970-01-01 00:00:00.000", Sql.Text(instant, DataTypes.TimestampLtz3, context));
        Assert.Equal(instant, Sql.Cast("1970-01-01 00:00:00", DataTypes.String, DataTypes.TimestampLtz3, context));
        Assert.Equal(0, Sql.Cast(instant, DataTypes.TimestampLtz3, DataTypes.Date, context));
    }

    [Fact]
    public void Nanoseconds_outside_64_bits_survive_a_cast_to_text()
    {
        Assert.True(ParsingCasts.TryTimestamp(
            "1500-04-30 12:00:00.123456789"u8, DataTypes.String, new TimestampType(9), out SqlTimestamp value));
        var scratch = new Scratch();
        Assert.Equal(
            "1500-04-30 12:00:00.123456789"u8,
            TextCasts.ToText(value, new TimestampType(9), DataTypes.String, scratch));
        Assert.Equal("FLS6011", Assert.Throws<QueryException>(() => value.ToUnits(9)).Code);
    }

    [Fact]
    public void A_failing_element_fails_the_nested_cast()
    {
        var from = new ArrayType(DataTypes.String);
        Assert.Null(Sql.TryCast(new object?[] { "1", "x" }, from, new ArrayType(DataTypes.Int)));
        Assert.Equal(
            new object?[] { null }, Sql.TryCast(new object?[] { 12345L }, new ArrayType(DataTypes.BigInt), new ArrayType(Decimal52)));
    }

    [Fact]
    public void Pairs_that_SQL_forbids_are_not_found()
    {
        Assert.Null(CastRegistry.Find(DataTypes.Boolean, DataTypes.Date));
        Assert.Null(CastRegistry.Find(DataTypes.Timestamp3, DataTypes.BigInt));
        Assert.Null(CastRegistry.Find(DataTypes.Double, DataTypes.Boolean));
        Assert.Null(CastRegistry.Find(DataTypes.String, new ArrayType(DataTypes.Int)));
        Assert.Null(CastRegistry.Find(new ArrayType(DataTypes.Date), new ArrayType(DataTypes.Int)));
        Assert.Null(CastRegistry.Find(Row(DataTypes.Int), Row(DataTypes.Int, DataTypes.Int)));
    }

    [Fact]
    public void Casts_that_change_nothing_are_identities()
    {
        Assert.True(CastRegistry.Find(DataTypes.Int, DataTypes.Int.NotNull())!.IsIdentity);
        Assert.True(CastRegistry.Find(new StringType(3), DataTypes.String)!.IsIdentity);
        Assert.True(CastRegistry.Find(new TimestampType(0), new TimestampType(3))!.IsIdentity);
        Assert.False(CastRegistry.Find(new TimestampType(3), new TimestampType(6))!.IsIdentity);
        Assert.False(CastRegistry.Find(DataTypes.String, new StringType(3))!.IsIdentity);
        Assert.False(CastRegistry.Find(DataTypes.Decimal(10, 2), DataTypes.Decimal(20, 2))!.IsIdentity);
    }

    private static RowType Row(params DataType[] types) =>
        new(types.Select((type, index) => new Field("f" + index, type)).ToEquatable());
}
