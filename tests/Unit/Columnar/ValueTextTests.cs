using System.Buffers;
using System.Text;
using FlinkSql.Columnar;
using Xunit;

namespace FlinkSql.Tests.Unit.Columnar;

public class ValueTextTests
{
    [Theory]
    [InlineData(0.0, "0.0")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(1.0, "1.0")]
    [InlineData(-1.5, "-1.5")]
    [InlineData(0.1, "0.1")]
    [InlineData(0.001, "0.001")]
    [InlineData(0.0001, "1.0E-4")]
    [InlineData(1e-5, "1.0E-5")]
    [InlineData(0.00123, "0.00123")]
    [InlineData(0.000123, "1.23E-4")]
    [InlineData(9999999.0, "9999999.0")]
    [InlineData(1e7, "1.0E7")]
    [InlineData(12345678.5, "1.23456785E7")]
    [InlineData(1e10, "1.0E10")]
    [InlineData(1e16, "1.0E16")]
    [InlineData(1.5e300, "1.5E300")]
    [InlineData(123456.789, "123456.789")]
    [InlineData(100.25, "100.25")]
    [InlineData(double.MaxValue, "1.7976931348623157E308")]
    [InlineData(double.Epsilon, "4.9E-324")]
    [InlineData(2.2250738585072014E-308, "2.2250738585072014E-308")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    public void A_double_is_spelled_as_in_java(double value, string text) =>
        Assert.Equal(text, ValueText.Of(value, DataTypes.Double));

    [Theory]
    [InlineData(1.1f, "1.1")]
    [InlineData(0f, "0.0")]
    [InlineData(-0f, "-0.0")]
    [InlineData(16777216f, "1.6777216E7")]
    [InlineData(1e-3f, "0.001")]
    [InlineData(3.4028235E38f, "3.4028235E38")]
    [InlineData(float.Epsilon, "1.4E-45")]
    [InlineData(float.NaN, "NaN")]
    public void A_float_has_the_shortest_digits_of_32_bits(float value, string text) =>
        Assert.Equal(text, ValueText.Of(value, DataTypes.Float));

    [Theory]
    [InlineData(12345L, 2, "123.45")]
    [InlineData(-5L, 2, "-0.05")]
    [InlineData(0L, 3, "0.000")]
    [InlineData(100L, 2, "1.00")]
    [InlineData(7L, 0, "7")]
    [InlineData(999_999_999_999_999_999L, 18, "0.999999999999999999")]
    public void A_decimal_keeps_its_scale(long unscaled, int scale, string text)
    {
        Assert.Equal(text, ValueText.Of(unscaled, DataTypes.Decimal(18, scale)));
        Assert.Equal(text, ValueText.Of((Int128)unscaled, DataTypes.Decimal(38, scale)));
    }

    [Fact]
    public void A_wide_decimal_has_all_its_digits()
    {
        Int128 greatest = PowersOfTen.Of128[38] - 1;
        Assert.Equal(new string('9', 38), ValueText.Of(greatest, DataTypes.Decimal(38, 0)));
        Assert.Equal("-0." + new string('9', 38), ValueText.Of(-greatest, DataTypes.Decimal(38, 38)));
        Assert.Equal(
            "10000000000000000000000000000.0000000001",
            ValueText.Of(PowersOfTen.Of128[38] + 1, DataTypes.Decimal(38, 10)));
    }

    [Fact]
    public void Primitive_values_have_their_sql_text()
    {
        Assert.Equal("TRUE", ValueText.Of(true, DataTypes.Boolean));
        Assert.Equal("FALSE", ValueText.Of(false, DataTypes.Boolean));
        Assert.Equal("-128", ValueText.Of((sbyte)-128, DataTypes.TinyInt));
        Assert.Equal("-9223372036854775808", ValueText.Of(long.MinValue, DataTypes.BigInt));
        Assert.Equal("NULL", ValueText.Of(null, DataTypes.BigInt));
        Assert.Equal("it's", ValueText.Of("it's", DataTypes.String));
        Assert.Equal("x'0AFF'", ValueText.Of(new byte[] { 10, 255 }, DataTypes.Bytes));
    }

    [Fact]
    public void Times_show_as_many_digits_as_their_precision()
    {
        Assert.Equal("1969-12-31", ValueText.Of(-1, new DateType()));
        Assert.Equal("12:34:56", ValueText.Of(45_296_789, new TimeType(0)));
        Assert.Equal("12:34:56.78", ValueText.Of(45_296_789, new TimeType(2)));
        Assert.Equal("12:34:56.789000001", ValueText.Of(45_296_789_000_001L, new TimeType(9)));
        Assert.Equal("1970-01-01 00:00:00", ValueText.Of(0L, new TimestampType(0)));
        Assert.Equal("1969-12-31 23:59:59.999", ValueText.Of(-1L, new TimestampType(3)));
        Assert.Equal("1969-12-31 23:59:59.999999", ValueText.Of(-1L, new TimestampType(6)));
        Assert.Equal("1969-12-31 23:59:59.99", ValueText.Of(-1L, new TimestampType(2)));
        Assert.Equal("2262-04-11 23:47:16.854775807", ValueText.Of(long.MaxValue, new TimestampType(9)));
        Assert.Equal("1677-09-21 00:12:43.145224192", ValueText.Of(long.MinValue, new TimestampType(9)));
        Assert.Equal("0001-01-01 00:00:00.000", ValueText.Of(-62_135_596_800_000L, new TimestampType(3)));
    }

    [Fact]
    public void An_instant_is_shown_in_the_given_zone()
    {
        TimeZoneInfo shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
        var type = new TimestampType(3, LocalTimeZone: true);
        Assert.Equal("1970-01-01 00:00:00.000", ValueText.Of(0L, type));
        Assert.Equal("1970-01-01 08:00:00.000", ValueText.Of(0L, type, shanghai));
    }

    [Theory]
    [InlineData(1_685_410_123L, "+19 12:10:10.123")]
    [InlineData(864_000_004L, "+10 00:00:00.004")]
    [InlineData(-10_000L, "-0 00:00:10.000")]
    [InlineData(0L, "+0 00:00:00.000")]
    [InlineData(long.MinValue, "-106751991167 07:12:55.808")]
    public void A_day_time_interval_has_a_sign_days_and_a_time(long millis, string text) =>
        Assert.Equal(text, ValueText.Of(millis, DataTypes.DayTimeInterval));

    [Theory]
    [InlineData(30, "+2-06")]
    [InlineData(-1, "-0-01")]
    [InlineData(12, "+1-00")]
    [InlineData(int.MinValue, "-178956970-08")]
    public void A_year_month_interval_has_a_sign_years_and_months(int months, string text) =>
        Assert.Equal(text, ValueText.Of(months, DataTypes.YearMonthInterval));

    [Fact]
    public void Nested_values_show_their_parts()
    {
        Assert.Equal("[1, 2, NULL]", ValueText.Of(new object?[] { 1, 2, null }, new ArrayType(DataTypes.Int)));
        KeyValuePair<object?, object?>[] map = [new("k", "v"), new("k2", null)];
        Assert.Equal("{k=v, k2=NULL}", ValueText.Of(map, new MapType(DataTypes.String, DataTypes.String)));
        KeyValuePair<object?, object?>[] counts = [new("a", 2)];
        Assert.Equal("{a=2}", ValueText.Of(counts, new MultisetType(DataTypes.String)));
        var row = new RowType([new("i", DataTypes.Int), new("s", DataTypes.String), new("b", DataTypes.Boolean)]);
        Assert.Equal("(1, foo, TRUE)", ValueText.Of(new object?[] { 1, "foo", true }, row));
        Assert.Equal(
            "[[NULL, 1]]",
            ValueText.Of(new object?[] { new object?[] { null, 1 } }, new ArrayType(new ArrayType(DataTypes.Int))));
    }

    [Fact]
    public void A_row_of_a_column_has_the_same_text_as_its_boxed_value()
    {
        (DataType Type, object Value)[] cases =
        [
            (DataTypes.Boolean, true), (DataTypes.TinyInt, (sbyte)1), (DataTypes.SmallInt, (short)2),
            (DataTypes.Int, 3), (DataTypes.BigInt, 4L), (DataTypes.Float, 1.5f), (DataTypes.Double, 2.5),
            (DataTypes.Decimal(10, 2), 5L), (DataTypes.Decimal(30, 2), (Int128)6), (DataTypes.String, "héllo"),
            (DataTypes.Bytes, new byte[] { 1 }), (DataTypes.Date, 7), (DataTypes.Time, 8), (new TimeType(6), 9L),
            (DataTypes.Timestamp3, 10L), (DataTypes.TimestampLtz3, 11L), (DataTypes.DayTimeInterval, 12L),
            (DataTypes.YearMonthInterval, 13), (new ArrayType(DataTypes.Int), new object?[] { 14, null }),
        ];
        foreach ((DataType type, object value) in cases)
        {
            ColumnBuilder builder = ColumnBuilders.Create(type, BufferPool.Shared);
            builder.AppendValue(value);
            builder.AppendNull();
            Column column = builder.Build();
            Assert.Equal(ValueText.Of(value, type), WriteRow(column, 0));
            Assert.Equal("NULL", WriteRow(column, 1));
            column.Release();
        }
    }

    private static string WriteRow(Column column, int row)
    {
        var buffer = new ArrayBufferWriter<byte>();
        ValueText.Write(buffer, column, row);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
