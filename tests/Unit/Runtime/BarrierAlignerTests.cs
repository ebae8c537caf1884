using FlinkSql.Runtime.Exchange;
using Xunit;

namespace FlinkSql.Tests.Unit.Runtime;

public sealed class BarrierAlignerTests
{
    [Fact]
    public void Holds_channels_until_all_have_the_barrier()
    {
        var aligner = new BarrierAligner(2);
        Assert.False(aligner.Add(0, new BarrierElement(1, 0)));
        Assert.True(aligner.Holds(0));
        Assert.False(aligner.Holds(1));
        Assert.True(aligner.Add(1, new BarrierElement(1, 0)));
        Assert.Equal(1, aligner.Release().CheckpointId);
        Assert.False(aligner.Holds(0));
    }

    [Fact]
    public void An_ended_channel_counts_as_aligned()
    {
        var aligner = new BarrierAligner(3);
        Assert.False(aligner.End(0));
        Assert.False(aligner.Add(1, new BarrierElement(1, 0)));
        Assert.True(aligner.End(2));
        aligner.Release();
        Assert.True(aligner.Add(1, new BarrierElement(2, 0)));
    }

    [Fact]
    public void A_newer_barrier_gives_the_older_up_and_an_older_one_is_ignored()
    {
        var aligner = new BarrierAligner(2);
        aligner.Add(0, new BarrierElement(1, 0));
        Assert.False(aligner.Add(1, new BarrierElement(2, 0)));
        Assert.False(aligner.Holds(0));
        Assert.True(aligner.Holds(1));
        Assert.True(aligner.Add(0, new BarrierElement(2, 0)));
        aligner.Release();
        Assert.False(aligner.Add(1, new BarrierElement(1, 0)));
        Assert.False(aligner.Add(1, new BarrierElement(2, 0)));
        Assert.False(aligner.Holds(1));
    }
}
