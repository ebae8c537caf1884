using FlinkSql.Planner.Binding;
using Xunit;

namespace FlinkSql.Tests.Unit.Planner.Binding;

public class SuggestTests
{
    private static readonly string[] s_names = ["price", "bidder", "auction", "channel", "ts", "url"];

    [Theory]
    [InlineData("prise", "price")]
    [InlineData("PRICE", "price")]
    [InlineData("pirce", "price")]
    [InlineData("bid", "bidder")]
    [InlineData("auctionn", "auction")]
    [InlineData("tss", "ts")]
    public void A_near_name_is_suggested(string written, string meant) =>
        Assert.Equal(meant, Suggest.Closest(written, s_names));

    [Theory]
    [InlineData("customer")]
    [InlineData("x")]
    [InlineData("")]
    public void Nothing_is_suggested_when_no_name_is_near(string written) =>
        Assert.Null(Suggest.Closest(written, s_names));

    [Fact]
    public void Long_lists_are_cut() =>
        Assert.Equal("a, b, and 2 more", Suggest.List(["a", "b", "c", "d"], most: 2));
}
