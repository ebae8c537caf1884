using FlinkSql.Columnar;
using FlinkSql.Runtime.Exchange;
using Xunit;

namespace FlinkSql.Tests.Unit.Runtime;

public sealed class WatermarkValveTests
{
    [Fact]
    public void Follows_the_slowest_active_channel()
    {
        var valve = new WatermarkValve(2);
        Assert.False(valve.Advance(0, 10));
        Assert.True(valve.Advance(1, 7));
        Assert.Equal(7, valve.Current);
        Assert.True(valve.Advance(1, 20));
        Assert.Equal(10, valve.Current);
    }

    [Fact]
    public void An_idle_channel_holds_nobody_back()
    {
        var valve = new WatermarkValve(2);
        valve.Advance(0, 10);
        Assert.True(valve.SetIdle(1, true));
        Assert.Equal(10, valve.Current);
        Assert.False(valve.Idle);
    }

    [Fact]
    public void When_all_are_idle_the_greatest_counts()
    {
        var valve = new WatermarkValve(2);
        valve.Advance(0, 10);
        valve.Advance(1, 30);
        valve.SetIdle(0, true);
        Assert.True(valve.SetIdle(1, true) || valve.Current == 30);
        Assert.Equal(30, valve.Current);
        Assert.True(valve.Idle);
    }

    [Fact]
    public void A_channel_back_from_idleness_does_not_push_the_watermark_back()
    {
        var valve = new WatermarkValve(2);
        valve.Advance(0, 10);
        valve.SetIdle(1, true);
        Assert.False(valve.SetIdle(1, false));
        Assert.Equal(10, valve.Current);
        Assert.False(valve.Advance(1, 5));
        Assert.False(valve.Advance(0, 50));
        Assert.Equal(10, valve.Current);
        Assert.True(valve.Advance(1, 40));
        Assert.Equal(40, valve.Current);
    }

    [Fact]
    public void A_finished_channel_neither_holds_back_nor_counts_as_idle()
    {
        var valve = new WatermarkValve(3);
        valve.Advance(0, 10);
        valve.SetIdle(1, true);
        valve.Finish(2);
        Assert.Equal(10, valve.Current);
        Assert.True(valve.SetIdle(0, true) || valve.Current == 10);
        Assert.Equal(10, valve.Current);
        Assert.False(valve.Finish(1));
        Assert.True(valve.Finish(0));
        Assert.Equal(WatermarkElement.Max, valve.Current);
        Assert.False(valve.Idle);
    }

    [Fact]
    public void A_channel_at_its_end_does_not_jump_over_an_idle_one()
    {
        var valve = new WatermarkValve(2);
        valve.Advance(0, 10);
        valve.Advance(1, 10);
        valve.SetIdle(1, true);
        valve.Advance(0, WatermarkElement.Max);
        Assert.Equal(10, valve.Current);
    }

    [Fact]
    public void A_watermark_that_goes_back_is_an_error()
    {
        var valve = new WatermarkValve(2);
        valve.Advance(0, 10);
        Assert.Throws<InvalidOperationException>(() => valve.Advance(0, 9));
    }

    [Fact]
    public void Marks_in_a_batch_become_the_merged_ones()
    {
        var valve = new WatermarkValve(2);
        valve.Advance(1, 25);
        RecordBatch batch = BatchText.Parse("n BIGINT\n+I 1\n+I 2\n+I 3")
            .WithMarks([new(0, 5), new(1, 20), new(2, 30), new(3, 40)]);
        RecordBatch merged = valve.Apply(0, batch);
        Assert.Equal([new(0, 5), new(1, 20), new(2, 25)], merged.Marks);
        merged.Dispose();
    }

    [Fact]
    public void The_only_channel_passes_its_marks_untouched()
    {
        var valve = new WatermarkValve(1);
        RecordBatch batch = BatchText.Parse("n BIGINT\n+I 1").WithMarks([new(0, 5), new(1, 20)]);
        Assert.Same(batch, valve.Apply(0, batch));
        Assert.Equal(20, valve.Current);
        batch.Dispose();
    }

    [Fact]
    public void Agrees_with_the_definition_on_random_histories()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            var random = new FlinkSql.Runtime.Scheduling.SeededRandom(seed, "valve");
            int channels = random.Next(1, 5);
            var valve = new WatermarkValve(channels);
            var times = Enumerable.Repeat(long.MinValue, channels).ToArray();
            var idle = new bool[channels];
            long expected = long.MinValue;
            for (int step = 0; step < 60; step++)
            {
                int channel = random.Next(channels);
                if (times[channel] == long.MaxValue)
                {
                    continue;
                }

                switch (random.Next(10))
                {
                    case 0:
                        valve.SetIdle(channel, idle[channel] = !idle[channel]);
                        break;
                    case 1 when step > 30:
                        times[channel] = long.MaxValue;
                        valve.Finish(channel);
                        break;
                    default:
                        times[channel] = Math.Max(times[channel], 0) + random.Next(20);
                        valve.Advance(channel, times[channel]);
                        break;
                }

                expected = Math.Max(expected, Merged(times, idle));
                Assert.True(expected == valve.Current, $"seed {seed}, step {step}: {expected} {valve.Current}");
            }
        }
    }

    private static long Merged(long[] times, bool[] idle)
    {
        long[] open = [.. times.Where((time, channel) => time != long.MaxValue && !idle[channel])];
        long[] resting = [.. times.Where((time, channel) => time != long.MaxValue && idle[channel])];
        return open.Length != 0 ? open.Min() : resting.Length != 0 ? resting.Max() : long.MaxValue;
    }
}
