using FlinkSql.Columnar;
using FlinkSql.Functions;
using Xunit;

namespace FlinkSql.Tests.Unit.Functions.Scalar;

public sealed class TimeFunctionTests
{
    public static TheoryData<string, string, string> Rounded => new()
    {
        { "floor 2021-02-27 06:44:31.5", "SECOND", "2021-02-27 06:44:31.000" },
        { "ceil 2021-02-27 06:44:31.5", "SECOND", "2021-02-27 06:44:32.000" },
        { "floor 1969-12-31 23:59:59.999", "HOUR", "1969-12-31 23:00:00.000" },
        { "ceil 1969-12-31 23:00:00.001", "DAY", "1970-01-01 00:00:00.000" },
        { "floor 1969-12-31 12:00:00", "DAY", "1969-12-31 00:00:00.000" },
        { "floor 2021-02-27 00:00:00", "WEEK", "2021-02-21 00:00:00.000" },
        { "ceil 2021-02-28 00:00:00", "WEEK", "2021-02-28 00:00:00.000" },
        { "floor 2021-05-17 00:00:00", "QUARTER", "2021-04-01 00:00:00.000" },
        { "ceil 2021-05-17 00:00:00", "QUARTER", "2021-07-01 00:00:00.000" },
        { "ceil 2021-04-01 00:00:00", "QUARTER", "2021-04-01 00:00:00.000" },
        { "ceil 2021-12-02 00:00:00", "MONTH", "2022-01-01 00:00:00.000" },
        { "floor 2000-06-01 00:00:00", "CENTURY", "1901-01-01 00:00:00.000" },
        { "ceil 2001-06-01 00:00:00", "MILLENNIUM", "3001-01-01 00:00:00.000" },
    };

    public static TheoryData<string, object?[], object?> Cases => new()
    {
        { "extract", ["DOW", Sql.Date("2024-02-25")], 1L },
        { "extract", ["ISODOW", Sql.Date("2024-02-25")], 7L },
        { "extract", ["DOY", Sql.Date("2024-12-31")], 366L },
        { "extract", ["WEEK", Sql.Date("2021-01-03")], 53L },
        { "extract", ["ISOYEAR", Sql.Date("2021-01-03")], 2020L },
        { "extract", ["WEEK", Sql.Date("2018-12-31")], 1L },
        { "extract", ["CENTURY", Sql.Date("2000-01-01")], 20L },
        { "extract", ["EPOCH", Sql.Timestamp("1969-12-31 23:59:59.5")], -1L },
        { "extract", ["MILLISECOND", Sql.Timestamp("1969-12-31 23:59:59.5")], 500L },
        { "extract", ["MICROSECOND", Sql.Timestamp("2020-01-01 00:00:05.123456", 6)], 123_456L },
        { "extract", ["NANOSECOND", Sql.Timestamp("2020-01-01 00:00:05.123456789", 9)], 123_456_789L },
        { "extract", ["hour", Sql.Time("13:14:15")], 13L },
        { "extract", ["MONTH", Sql.Months(-14)], -2L },
        { "year", [Sql.Date("0000-06-01")], 0L },
        { "quarter", [Sql.Timestamp("2020-12-01 00:00:00")], 4L },
        { "dayofweek", [Sql.Date("1970-01-01")], 5L },
        { "dayofyear", [Sql.Date("2021-02-01")], 32L },
        { "week", [Sql.Date("2016-01-01")], 53L },
        { "minute", [Sql.Timestamp("1969-12-31 23:58:59.5")], 58L },
        { "timestampadd", ["MONTH", 1L, Sql.Date("2021-01-31")], Sql.Date("2021-02-28").Value },
        { "timestampadd", ["MONTH", -12L, Sql.Date("2020-02-29")], Sql.Date("2019-02-28").Value },
        { "timestampadd", ["SQL_TSI_DAY", 1L, Sql.Timestamp("1969-12-31 23:00:00")], 82_800_000L },
        { "timestampadd", ["MICROSECOND", -1L, Sql.Timestamp("1970-01-01 00:00:00", 6)], -1L },
        { "timestampadd", ["HOUR", 25L, Sql.Time("23:30:00")], 1_800_000 },
        { "timestampdiff", ["MONTH", Sql.Date("2021-01-31"), Sql.Date("2021-02-28")], 1 },
        { "timestampdiff", ["MONTH", Sql.Timestamp("2021-01-15 10:00:00"), Sql.Timestamp("2021-02-15 09:59:59")], 0 },
        { "timestampdiff", ["MONTH", Sql.Timestamp("2021-02-15 09:59:59"), Sql.Timestamp("2021-01-15 10:00:00")], 0 },
        { "timestampdiff", ["YEAR", Sql.Date("2020-02-29"), Sql.Date("2021-02-28")], 1 },
        { "timestampdiff", ["DAY", Sql.Timestamp("2021-01-02 00:00:00"), Sql.Timestamp("2021-01-01 00:00:01")], 0 },
        { "timestampdiff", ["SECOND", Sql.Timestamp("1970-01-01 00:00:01"), Sql.Timestamp("1969-12-31 23:59:58.5")], -2 },
        { "timestampdiff", ["DAY", Sql.Date("2021-01-01"), Sql.Timestamp("2021-01-02 12:00:00")], 1 },
        { "to_date", ["2021/2/3", "yyyy/M/d"], Sql.Date("2021-02-03").Value },
        { "to_date", ["20210203", "yyyyMMdd"], Sql.Date("2021-02-03").Value },
        { "to_date", ["2021-02-30", "yyyy-MM-dd"], null },
        { "to_timestamp", ["03 Feb 2021 01:02:03 PM", "dd MMM yyyy hh:mm:ss a"], Sql.Timestamp("2021-02-03 13:02:03").Value },
        { "to_timestamp", ["2021-02-03T04:05:06.789", "yyyy-MM-dd'T'HH:mm:ss.SSS"], Sql.Timestamp("2021-02-03 04:05:06.789").Value },
        { "to_timestamp", ["2021-02-03T04:05:06+02:00", "yyyy-MM-dd'T'HH:mm:ssXXX"], Sql.Timestamp("2021-02-03 02:05:06").Value },
        { "to_timestamp", ["nonsense", "yyyy"], null },
        { "to_timestamp_ltz", [1.5, 0], 1_500L },
        { "to_timestamp_ltz", [253_402_300_800L, 0], null },
        { "to_timestamp_ltz", ["2021-02-03 04:05:06"], Sql.Timestamp("2021-02-03 04:05:06").Value },
        { "to_timestamp_ltz", ["2021-02-03 04", "yyyy-MM-dd HH", "Asia/Tokyo"], Sql.Timestamp("2021-02-02 19:00:00").Value },
        { "date_format", [Sql.Timestamp("2021-02-03 14:05:06.789"), "yy/M/d h:mm a EEE MMMM SSS 'o''clock'"], "21/2/3 2:05 PM Wed February 789 o'clock" },
        { "date_format", [Sql.Timestamp("2021-02-03 00:05:06"), "DDD HH kk KK hh"], "034 00 24 00 12" },
        { "date_format", ["2021-02-03 04:05:06", "yyyyMMdd"], "20210203" },
        { "date_format", ["nonsense", "yyyy"], null },
        { "convert_tz", ["2021-07-01 12:00:00", "UTC", "Europe/Berlin"], "2021-07-01 14:00:00" },
        { "convert_tz", ["2021-07-01 12:00:00", "GMT+05:30", "UTC"], "2021-07-01 06:30:00" },
        { "$plus", [Sql.Timestamp("2021-01-31 01:00:00"), Sql.Months(1)], Sql.Timestamp("2021-02-28 01:00:00").Value },
        { "$minus", [Sql.Date("2021-03-01"), Sql.Days(1)], Sql.Date("2021-02-28").Value },
        { "$minus", [Sql.Time("00:00:01"), new Sql.Typed(2_000L, DataTypes.DayTimeInterval)], 86_399_000 },
        { "$minus", [Sql.Timestamp("2021-03-01 00:00:00"), Sql.Timestamp("2021-02-28 00:00:00")], 86_400_000L },
        { "$minus_months", [Sql.Date("2021-03-31"), Sql.Date("2021-02-28")], 1 },
        { "overlaps", [Sql.Date("2021-01-05"), Sql.Date("2021-01-01"), Sql.Date("2021-01-05"), Sql.Date("2021-01-09")], true },
        { "overlaps", [Sql.Date("2021-01-01"), Sql.Date("2021-01-04"), Sql.Date("2021-01-05"), Sql.Date("2021-01-09")], false },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gives(string name, object?[] arguments, object? expected) =>
        Assert.Equal(expected, Sql.Call(name, arguments));

    [Theory]
    [MemberData(nameof(Rounded))]
    public void Rounds_to_a_unit(string call, string unit, string expected)
    {
        int space = call.IndexOf(' ');
        Sql.Typed value = Sql.Timestamp(call[(space + 1)..]);
        Assert.Equal(expected, Sql.Text(Sql.Call(call[..space], value, unit), value.Type));
    }

    [Theory]
    [InlineData("UTC", "2005-03-27 02:30:00", 1_111_890_600)]
    [InlineData("Europe/Berlin", "2005-03-27 02:30:00", 1_111_887_000)]
    [InlineData("America/Los_Angeles", "2021-11-07 01:30:00", 1_636_273_800)]
    [InlineData("Asia/Kolkata", "1970-01-01 05:30:00", 0)]
    public void Local_times_count_in_the_session_zone(string zone, string text, long seconds)
    {
        QueryContext context = Sql.In(zone);
        Assert.Equal(seconds, Sql.Call(context, "unix_timestamp", text));
    }

    [Fact]
    public void Instants_are_shown_and_taken_apart_in_the_session_zone()
    {
        QueryContext context = Sql.In("Asia/Tokyo");
        Sql.Typed midnight = Sql.Instant("2021-01-01 15:00:00");
        Assert.Equal(2L, Sql.Call(context, "dayofmonth", midnight));
        Assert.Equal(0L, Sql.Call(context, "extract", "HOUR", midnight));
        Assert.Equal("2021-01-02 00:00 +0900", Sql.Call(context, "date_format", midnight, "yyyy-MM-dd HH:mm Z"));
        Assert.Equal("1970-01-01 09:00:00", Sql.Call(context, "from_unixtime", 0L));
        Assert.Equal(midnight.Value, Sql.Call(context, "floor", Sql.Instant("2021-01-02 14:59:59"), "DAY"));
    }

    [Fact]
    public void A_month_later_is_the_same_local_time_across_a_change_of_clocks()
    {
        QueryContext context = Sql.In("Europe/Berlin");
        Assert.Equal(
            Sql.Instant("2021-04-01 10:00:00").Value,
            Sql.Call(context, "$plus", Sql.Instant("2021-03-01 11:00:00"), Sql.Months(1)));
    }

    [Fact]
    public void The_time_of_a_row_is_read_once()
    {
        var clock = new SteppingClock();
        var context = new QueryContext(TimeZoneInfo.Utc, clock);
        Assert.NotEqual(Sql.Call(context, "now"), Sql.Call(context, "now"));
        context.BeginRow();
        object? first = Sql.Call(context, "localtimestamp");
        Assert.Equal(first, Sql.Call(context, "localtimestamp"));
        context.BeginRow();
        Assert.NotEqual(first, Sql.Call(context, "localtimestamp"));
    }

    [Theory]
    [InlineData("extract", "FORTNIGHT")]
    [InlineData("extract", "DAYS OF OUR LIVES")]
    [InlineData("floor", "EPOCH")]
    public void A_unit_that_does_not_fit_is_an_error(string function, string unit)
    {
        Sql.Typed value = Sql.Timestamp("2021-01-01 00:00:00");
        Assert.Equal("FLS6006", Assert.Throws<QueryException>(
            () => function == "floor" ? Sql.Call(function, value, unit) : Sql.Call(function, unit, value)).Code);
    }

    [Fact]
    public void A_pattern_or_zone_that_is_none_is_an_error()
    {
        Assert.Equal("FLS6007", Assert.Throws<QueryException>(() => Sql.Call("to_date", "1", "bbb")).Code);
        Assert.Equal(
            "FLS6008", Assert.Throws<QueryException>(() => Sql.Call("convert_tz", "2021-01-01 00:00:00", "Mars", "UTC")).Code);
    }

    private sealed class SteppingClock : TimeProvider
    {
        private long _milliseconds;

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(_milliseconds++);
    }
}
