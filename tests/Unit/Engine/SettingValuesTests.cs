using FlinkSql.Engine;
using Xunit;

namespace FlinkSql.Tests.Unit.Engine;

public class SettingValuesTests
{
    [Theory]
    [InlineData("30 s", 30_000)]
    [InlineData("30s", 30_000)]
    [InlineData("2 seconds", 2_000)]
    [InlineData("200 ms", 200)]
    [InlineData("200", 200)]
    [InlineData("3 mins", 180_000)]
    [InlineData("1 h", 3_600_000)]
    [InlineData("2 days", 172_800_000)]
    public void Durations(string text, long milliseconds)
    {
        Assert.True(SettingValues.TryDuration(text, out TimeSpan value));
        Assert.Equal(milliseconds, value.TotalMilliseconds);
    }

    [Theory]
    [InlineData("s")]
    [InlineData("3 fortnights")]
    public void No_durations(string text) => Assert.False(SettingValues.TryDuration(text, out _));
}
