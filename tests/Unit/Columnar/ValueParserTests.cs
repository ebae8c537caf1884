using System.Globalization;
using System.Text;
using FlinkSql.Columnar;
using Xunit;

namespace FlinkSql.Tests.Unit.Columnar;

public class ValueParserTests
{
    [Theory]
    [InlineData("1", 1L)]
    [InlineData(" +42 ", 42L)]
    [InlineData("-9223372036854775808", long.MinValue)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("9223372036854775808", null)]
    [InlineData("-9223372036854775809", null)]
    [InlineData("99999999999999999999", null)]
    [InlineData("000000000000000000000007", 7L)]
    [InlineData("1.9", 1L)]
    [InlineData("-1.9", -1L)]
    [InlineData("1.", 1L)]
    [InlineData(".5", 0L)]
    [InlineData("1.x", null)]
    [InlineData(".", null)]
    [InlineData("", null)]
    [InlineData("-", null)]
    [InlineData("1 2", null)]
    [InlineData("1e3", null)]
    public void An_integer_is_a_sign_and_digits_and_its_fraction_is_dropped(string text, long? expected)
    {
        bool parsed = ValueParser.TryParseInt64(Utf8(text), out long value);
        Assert.Equal(expected, parsed ? value : null);
    }

    [Fact]
    public void Narrow_integers_have_their_own_limits()
    {
        Assert.Equal(((object)(sbyte)-128, (object?)null), (Parse("-128", DataTypes.TinyInt)!, Parse("128", DataTypes.TinyInt)));
        Assert.Equal(((object)(short)32767, (object?)null), (Parse("32767", DataTypes.SmallInt)!, Parse("32768", DataTypes.SmallInt)));
        Assert.Equal(((object)int.MinValue, (object?)null), (Parse("-2147483648", DataTypes.Int)!, Parse("2147483648", DataTypes.Int)));
        Assert.False(ValueParser.TryParseInt32("1.5"u8, out _, dropFraction: false));
    }

    [Theory]
    [InlineData("1", 1.0)]
    [InlineData(" 1.5 ", 1.5)]
    [InlineData("-0.0", -0.0)]
    [InlineData("1e5", 1e5)]
    [InlineData("1E-5", 1e-5)]
    [InlineData("1.7976931348623157E308", double.MaxValue)]
    [InlineData("4.9E-324", double.Epsilon)]
    [InlineData("123456789012345678901234567890", 1.2345678901234568e29)]
    [InlineData("0.1", 0.1)]
    [InlineData("1e400", double.PositiveInfinity)]
    [InlineData(".5", 0.5)]
    [InlineData("5.", 5.0)]
    [InlineData("1.5d", 1.5)]
    [InlineData("NaN", double.NaN)]
    [InlineData("-Infinity", double.NegativeInfinity)]
    [InlineData("Infinity", double.PositiveInfinity)]
    [InlineData("infinity", null)]
    [InlineData("1,5", null)]
    [InlineData("1e", null)]
    [InlineData("", null)]
    [InlineData("d", null)]
    [InlineData("1..2", null)]
    public void A_double_is_digits_with_an_exponent_or_a_name(string text, double? expected)
    {
        bool parsed = ValueParser.TryParseDouble(Utf8(text), out double value);
        Assert.Equal(expected, parsed ? value : null);
    }

    [Fact]
    public void Every_double_and_float_comes_back_from_its_text()
    {
        const int seed = 20_250_101;
        var random = new Random(seed);
        Span<byte> text = stackalloc byte[Utf8Text.MaxLength];
        for (int round = 0; round < 100_000; round++)
        {
            double wide = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
            Assert.True(ValueParser.TryParseDouble(text[..Utf8Text.WriteDouble(text, wide)], out double gotWide));
            Assert.True(wide.Equals(gotWide), $"seed {seed}: {wide:R} became {gotWide:R}");
            float narrow = BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue));
            Assert.True(ValueParser.TryParseFloat(text[..Utf8Text.WriteFloat(text, narrow)], out float gotNarrow));
            Assert.True(narrow.Equals(gotNarrow), $"seed {seed}: {narrow:R} became {gotNarrow:R}");
            double plain = random.Next() / Math.Pow(10, random.Next(12));
            Assert.True(ValueParser.TryParseDouble(text[..Utf8Text.WriteDouble(text, plain)], out double gotPlain));
            Assert.True(plain == gotPlain, $"seed {seed}: {plain:R} became {gotPlain:R}");
            double price = random.Next(1, 100_000_000) / 1000.0;
            string spelled = price.ToString("R", CultureInfo.InvariantCulture);
            string expected = spelled.Contains('.') ? spelled : spelled + ".0";
            Assert.Equal(expected, Encoding.ASCII.GetString(text[..Utf8Text.WriteDouble(text, price)]));
        }
    }

    [Theory]
    [InlineData("123.45", 10, 2, 12345L)]
    [InlineData(" -123.455 ", 10, 2, -12346L)]
    [InlineData("123.454999", 10, 2, 12345L)]
    [InlineData("0.005", 3, 2, 1L)]
    [InlineData("0.004", 3, 2, 0L)]
    [InlineData("-0.005", 3, 2, -1L)]
    [InlineData("1e3", 10, 2, 100_000L)]
    [InlineData("1.5E-1", 10, 2, 15L)]
    [InlineData("1e-30", 10, 2, 0L)]
    [InlineData("0.0000000000000000000000000000000001", 10, 2, 0L)]
    [InlineData("99.5", 2, 0, null)]
    [InlineData("9.99", 2, 1, null)]
    [InlineData("100", 4, 2, null)]
    [InlineData("99.99", 4, 2, 9999L)]
    [InlineData("1e100", 18, 0, null)]
    [InlineData("1e99999999999", 18, 0, null)]
    [InlineData("0e99999999999", 18, 0, 0L)]
    [InlineData("999999999999999999", 18, 0, 999_999_999_999_999_999L)]
    [InlineData("9999999999999999990e-1", 18, 0, 999_999_999_999_999_999L)]
    [InlineData("0000000000000000000000000001.5", 3, 1, 15L)]
    [InlineData("1.2.3", 10, 2, null)]
    [InlineData(".", 10, 2, null)]
    [InlineData("", 10, 2, null)]
    [InlineData("x", 10, 2, null)]
    public void A_decimal_is_rounded_half_up_and_fails_beyond_its_precision(
        string text, int precision, int scale, long? expected)
    {
        bool parsed = ValueParser.TryParseDecimal(Utf8(text), precision, scale, out long value);
        Assert.Equal(expected, parsed ? value : null);
        bool parsedWide = ValueParser.TryParseDecimal(Utf8(text), precision, scale, out Int128 wide);
        Assert.Equal((parsed, (Int128)value), (parsedWide, wide));
    }

    [Fact]
    public void Decimals_of_38_digits_come_back_from_their_text()
    {
        const int seed = 7;
        var random = new Random(seed);
        Span<byte> text = stackalloc byte[Utf8Text.MaxLength];
        for (int round = 0; round < 20_000; round++)
        {
            int precision = random.Next(1, 39);
            int scale = random.Next(0, precision + 1);
            Int128 value = new Int128((ulong)random.NextInt64(), (ulong)random.NextInt64()) % PowersOfTen.Of128[precision];
            value = random.Next(2) == 0 ? value : -value;
            int length = Utf8Text.WriteDecimal(text, value, scale);
            Assert.True(ValueParser.TryParseDecimal(text[..length], precision, scale, out Int128 got));
            Assert.True(value == got, $"seed {seed}: {value} at scale {scale}");
        }

        Int128 greatest = PowersOfTen.Of128[38] - 1;
        Assert.Equal(greatest, Parse(new string('9', 38), DataTypes.Decimal(38, 0)));
        Assert.Null(Parse(new string('9', 38) + ".5", DataTypes.Decimal(38, 0)));
        Assert.Null(Parse(new string('9', 39), DataTypes.Decimal(38, 0)));
        Assert.Equal((Int128)1, Parse("0." + new string('0', 37) + "09", DataTypes.Decimal(38, 38)) ?? (Int128)1);
    }

    [Theory]
    [InlineData("t y YES True 1", true)]
    [InlineData("f N no FALSE 0", false)]
    public void A_boolean_has_five_spellings_a_side(string words, bool expected)
    {
        foreach (string word in words.Split(' '))
        {
            Assert.Equal(expected, Parse(" " + word, DataTypes.Boolean));
        }

        Assert.Null(Parse("on", DataTypes.Boolean));
        Assert.Null(Parse("", DataTypes.Boolean));
        Assert.Null(Parse("2", DataTypes.Boolean));
    }

    [Theory]
    [InlineData("2020-01-02", "2020-01-02")]
    [InlineData(" 2020-1-2 ", "2020-01-02")]
    [InlineData("2020-3", "2020-03-01")]
    [InlineData("2020", "2020-01-01")]
    [InlineData("2017-12-12 09:30:00.0", "2017-12-12")]
    [InlineData("0001-01-01", "0001-01-01")]
    [InlineData("9999-12-31", "9999-12-31")]
    [InlineData("10000-01-01", "10000-01-01")]
    [InlineData("-0044-03-15", "-0044-03-15")]
    [InlineData("20200102", null)]
    [InlineData("2023-02-29", null)]
    [InlineData("2020-13-01", null)]
    [InlineData("2020-01-", null)]
    [InlineData("2020-01-01x", null)]
    [InlineData("", null)]
    public void A_date_may_lack_leading_zeros_day_and_month(string text, string? expected)
    {
        object? days = Parse(text, DataTypes.Date);
        Assert.Equal(expected, days is null ? null : ValueText.Of(days, DataTypes.Date));
    }

    [Theory]
    [InlineData("12:34:56.789", 9, "12:34:56.789000000")]
    [InlineData("12:34", 0, "12:34:00")]
    [InlineData("1:2:3", 3, "01:02:03.000")]
    [InlineData("23:59:59.999999999", 3, "23:59:59.999")]
    [InlineData("24:00:00", 3, null)]
    [InlineData("12:60", 3, null)]
    [InlineData("12", 3, null)]
    [InlineData("12:00:00.", 1, "12:00:00.0")]
    [InlineData("12:00:00.1234567890", 1, null)]
    public void A_time_may_lack_seconds_and_is_cut_to_its_precision(string text, int precision, string? expected)
    {
        var type = new TimeType(precision);
        object? value = Parse(text, type);
        Assert.Equal(expected, value is null ? null : ValueText.Of(value, type));
    }

    [Theory]
    [InlineData("2020-01-02 03:04:05", 3, "2020-01-02 03:04:05.000")]
    [InlineData("2020-01-02T03:04:05.1", 3, "2020-01-02 03:04:05.100")]
    [InlineData("2020-01-02 03:04:05.123456789", 9, "2020-01-02 03:04:05.123456789")]
    [InlineData("2020-01-02 03:04:05.123456789", 2, "2020-01-02 03:04:05.12")]
    [InlineData("2020-01-02", 0, "2020-01-02 00:00:00")]
    [InlineData("1999-9-10 5:20:10.123456", 6, "1999-09-10 05:20:10.123456")]
    [InlineData("1500-04-30 12:00:00.1", 6, "1500-04-30 12:00:00.100000")]
    [InlineData("1969-12-31 23:59:59.999", 3, "1969-12-31 23:59:59.999")]
    [InlineData("0001-01-01 00:00:00", 3, "0001-01-01 00:00:00.000")]
    [InlineData("9999-12-31 23:59:59.999999", 6, "9999-12-31 23:59:59.999999")]
    [InlineData("1677-09-21 00:12:43.145224192", 9, "1677-09-21 00:12:43.145224192")]
    [InlineData("1677-09-21 00:12:43.145224191", 9, null)]
    [InlineData("2262-04-11 23:47:16.854775807", 9, "2262-04-11 23:47:16.854775807")]
    [InlineData("2262-04-11 23:47:16.854775808", 9, null)]
    [InlineData("1500-04-30 12:00:00", 9, null)]
    [InlineData("2020-01-02 03:04", 3, null)]
    [InlineData("2020-01-02 24:00:00", 3, null)]
    [InlineData("2020-02-30 00:00:00", 3, null)]
    [InlineData("2020-01-02 03:04:05Z", 3, null)]
    [InlineData("2020-01-02 ", 3, "2020-01-02 00:00:00.000")]
    [InlineData("20-01-02 00:00:00", 3, null)]
    [InlineData("2020-01-02 03:04:051", 3, null)]
    [InlineData("2020-01", 3, null)]
    [InlineData("", 3, null)]
    public void A_timestamp_is_a_date_and_maybe_a_time(string text, int precision, string? expected)
    {
        var type = new TimestampType(precision);
        object? value = Parse(text, type);
        Assert.Equal(expected, value is null ? null : ValueText.Of(value, type));
    }

    [Fact]
    public void Timestamps_of_every_unit_come_back_from_their_text()
    {
        const int seed = 11;
        var random = new Random(seed);
        foreach (int precision in (int[])[3, 6, 9])
        {
            var type = new TimestampType(precision);
            long first = precision == 9 ? long.MinValue : -62_135_596_800 * type.UnitsPerSecond;
            long last = precision == 9 ? long.MaxValue : 253_402_300_799 * type.UnitsPerSecond;
            for (int round = 0; round < 20_000; round++)
            {
                long value = round switch { 0 => first, 1 => last, _ => random.NextInt64(first, last) };
                string text = ValueText.Of(value, type);
                Assert.True(value.Equals(Parse(text, type)), $"seed {seed}: {value} as {text}");
            }
        }
    }

    [Theory]
    [InlineData("2020-03-29 01:30:00", "2020-03-29 00:30:00")]
    [InlineData("2020-03-29 02:30:00", "2020-03-29 01:30:00")]
    [InlineData("2020-03-29 03:30:00", "2020-03-29 01:30:00")]
    [InlineData("2020-10-25 02:30:00", "2020-10-25 00:30:00")]
    [InlineData("2020-10-25 03:30:00", "2020-10-25 02:30:00")]
    [InlineData("2020-06-01T00:00:00Z", "2020-06-01 00:00:00")]
    [InlineData("2020-06-01 00:00:00+05:30", "2020-05-31 18:30:00")]
    [InlineData("2020-06-01 00:00:00-0800", "2020-06-01 08:00:00")]
    [InlineData("2020-06-01 00:00:00+5", null)]
    public void An_instant_is_read_in_its_zone(string text, string? expectedUtc)
    {
        TimeZoneInfo berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        bool parsed = ValueParser.TryParseTimestampLtz(Utf8(text), 0, berlin, out long value);
        Assert.Equal(expectedUtc, parsed ? ValueText.Of(value, new TimestampType(0)) : null);
    }

    [Theory]
    [InlineData("+19 12:10:10.123", 1_685_410_123L)]
    [InlineData("-0 00:00:10.000", -10_000L)]
    [InlineData("-106751991167 07:12:55.808", long.MinValue)]
    [InlineData("-106751991167 07:12:55.809", null)]
    [InlineData("19", null)]
    public void A_day_time_interval_comes_back_from_its_text(string text, long? expected) =>
        Assert.Equal((object?)expected, Parse(text, DataTypes.DayTimeInterval));

    [Theory]
    [InlineData("+2-06", 30)]
    [InlineData("-178956970-08", int.MinValue)]
    [InlineData("+2-12", null)]
    public void A_year_month_interval_comes_back_from_its_text(string text, int? expected) =>
        Assert.Equal((object?)expected, Parse(text, DataTypes.YearMonthInterval));

    [Fact]
    public void Parsing_and_writing_allocate_nothing()
    {
        Span<byte> to = stackalloc byte[Utf8Text.MaxLength];
        Work(to);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Work(to);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        static void Work(Span<byte> to)
        {
            Int128 exact = 0;
            long time = 0;
            Assert.True(ValueParser.TryParseDouble("1.2345678901234567890e100"u8, out double number)
                && ValueParser.TryParseDecimal("12345678901234567890.5"u8, 38, 3, out exact)
                && ValueParser.TryParseTimestamp("2020-01-02 03:04:05.123"u8, 3, out time));
            Utf8Text.WriteDouble(to, number);
            Utf8Text.WriteDecimal(to, exact, 3);
            Utf8Text.WriteTimestamp(to, time, 3);
        }
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static object? Parse(string text, DataType type) =>
        ValueParser.TryParse(Utf8(text), type, out object? value) ? value : null;
}
