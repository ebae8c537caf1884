using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.Operators;
using Xunit;

namespace FlinkSql.Tests.Unit.Runtime;

/// <summary>The merged watermark of splits that are read on from a checkpoint.</summary>
public sealed class SplitWatermarkRestoreTests
{
    [Fact]
    public void Opening_the_first_of_several_splits_moves_nothing()
    {
        var merged = new SplitWatermarks();
        merged.Restore(10);
        var ahead = new SplitMetrics("ahead") { Watermark = 30 };
        var behind = new SplitMetrics("behind") { Watermark = 10 };
        Assert.False(merged.Note(ahead, SplitChange.Opened));
        Assert.False(merged.Note(behind, SplitChange.Opened));
        Assert.Equal(10, merged.Current);
        Assert.True(merged.Note(behind, SplitChange.Finished));
        Assert.Equal(30, merged.Current);
    }

    [Fact]
    public void A_split_that_opens_idle_holds_nothing_back()
    {
        var merged = new SplitWatermarks();
        var idle = new SplitMetrics("idle") { Idle = true };
        var active = new SplitMetrics("active");
        merged.Note(idle, SplitChange.Opened);
        merged.Note(active, SplitChange.Opened);
        merged.Note(active, SplitChange.Turn);
        Assert.Equal(WatermarkElement.Max, merged.Ceiling);
        Assert.True(merged.Advance(5));
        Assert.Equal(5, merged.Current);
    }
}
