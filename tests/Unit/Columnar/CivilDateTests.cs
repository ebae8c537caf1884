using FlinkSql.Columnar;
using Xunit;

namespace FlinkSql.Tests.Unit.Columnar;

public class CivilDateTests
{
    [Theory]
    [InlineData(0, 1970, 1, 1)]
    [InlineData(-1, 1969, 12, 31)]
    [InlineData(11_016, 2000, 2, 29)]
    [InlineData(-719_162, 1, 1, 1)]
    [InlineData(2_932_896, 9999, 12, 31)]
    [InlineData(2_932_897, 10_000, 1, 1)]
    [InlineData(-719_163, 0, 12, 31)]
    [InlineData(-719_529, -1, 12, 31)]
    [InlineData(int.MaxValue, 5_881_580, 7, 11)]
    [InlineData(int.MinValue, -5_877_641, 6, 23)]
    public void Known_days_are_known_dates(int days, int year, int month, int day)
    {
        CivilDate.FromDays(days, out int gotYear, out int gotMonth, out int gotDay);
        Assert.Equal((year, month, day), (gotYear, gotMonth, gotDay));
        Assert.Equal(days, CivilDate.ToDays(year, month, day));
    }

    [Fact]
    public void Every_day_from_year_1_to_9999_agrees_with_the_calendar_of_the_platform()
    {
        int epoch = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
        for (var date = DateOnly.MinValue; date < DateOnly.MaxValue; date = date.AddDays(1))
        {
            int days = date.DayNumber - epoch;
            CivilDate.FromDays(days, out int year, out int month, out int day);
            Assert.True(year == date.Year && month == date.Month && day == date.Day, date.ToString("O"));
            Assert.True(CivilDate.ToDays(year, month, day) == days, date.ToString("O"));
        }
    }

    [Fact]
    public void Days_in_a_row_are_dates_in_a_row_far_outside_the_usual_years()
    {
        foreach (int start in (int[])[-1_000_000, -800_000, 3_000_000, 100_000_000])
        {
            for (int days = start; days < start + 1_500; days++)
            {
                CivilDate.FromDays(days, out int year, out int month, out int day);
                Assert.True(CivilDate.IsValid(year, month, day));
                Assert.Equal(days, CivilDate.ToDays(year, month, day));
            }
        }
    }

    [Theory]
    [InlineData(2023, 2, 29, false)]
    [InlineData(2024, 2, 29, true)]
    [InlineData(1900, 2, 29, false)]
    [InlineData(2000, 2, 29, true)]
    [InlineData(2020, 4, 31, false)]
    [InlineData(2020, 13, 1, false)]
    [InlineData(2020, 0, 1, false)]
    [InlineData(2020, 1, 0, false)]
    public void A_date_that_does_not_exist_is_not_valid(int year, int month, int day, bool valid) =>
        Assert.Equal(valid, CivilDate.IsValid(year, month, day));
}
