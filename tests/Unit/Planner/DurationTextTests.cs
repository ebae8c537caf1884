using FlinkSql.Planner.Logical;
using Xunit;

namespace FlinkSql.Tests.Unit.Planner;

public class DurationTextTests
{
    [Theory]
    [InlineData(0, "0 ms")]
    [InlineData(1500, "1500 ms")]
    [InlineData(10_000, "10 s")]
    [InlineData(3_600_000, "1 h")]
    [InlineData(5_400_000, "90 min")]
    [InlineData(172_800_000, "2 d")]
    [InlineData(-3_600_000, "-1 h")]
    public void Spells_with_the_largest_unit_that_divides(long milliseconds, string text) =>
        Assert.Equal(text, DurationText.Print(milliseconds));
}
