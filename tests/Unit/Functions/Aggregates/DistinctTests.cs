using FlinkSql.Columnar.State;
using FlinkSql.Functions.State;
using Xunit;

namespace FlinkSql.Tests.Unit.Functions.Aggregates;

public sealed class DistinctTests
{
    [Fact]
    public void Tells_the_first_and_the_last_of_each_value()
    {
        int seed = Environment.TickCount;
        var random = new Random(seed);
        for (int round = 0; round < 30; round++)
        {
            var values = new DistinctValues<long>();
            var texts = new DistinctText();
            var counts = new Dictionary<int, int>();
            int range = random.Next(1, 300);
            for (int step = 0; step < 2_000; step++)
            {
                int value = random.Next(range);
                byte[] text = System.Text.Encoding.UTF8.GetBytes(new string('x', value % 20) + value);
                int before = counts.GetValueOrDefault(value);
                string at = $"seed {seed}, round {round}, step {step}";
                if (before > 0 && random.Next(2) == 0)
                {
                    counts[value] = before - 1;
                    Assert.True(values.Remove(value) == (before == 1), at);
                    Assert.True(texts.Remove(text) == (before == 1), at);
                }
                else
                {
                    counts[value] = before + 1;
                    Assert.True(values.Add(value) == (before == 0), at);
                    Assert.True(texts.Add(text) == (before == 0), at);
                }

                Assert.True(values.Count == counts.Values.Count(count => count > 0), at);
                Assert.True(texts.Count == values.Count, at);
            }

            long total = 0;
            foreach ((long value, long count) in values)
            {
                Assert.Equal(counts[(int)value], count);
                total += count;
            }

            foreach (DistinctText.Item item in texts)
            {
                total -= item.Count;
            }

            Assert.Equal(0, total);
        }
    }

    [Fact]
    public void Zeros_are_one_value_and_so_are_all_NaN()
    {
        var values = new DistinctValues<double>();
        Assert.True(values.Add(0.0));
        Assert.False(values.Add(-0.0));
        Assert.True(values.Add(double.NaN));
        Assert.False(values.Add(BitConverter.Int64BitsToDouble(0x7FF8_0000_0000_0001)));
        Assert.Equal(2, values.Count);
    }

    [Fact]
    public void A_value_taken_back_too_early_cancels_its_addition()
    {
        var values = new DistinctValues<int>();
        Assert.False(values.Remove(7));
        Assert.Equal(0, values.Count);
        Assert.False(values.Add(7));
        Assert.True(values.Add(7));
        Assert.Equal(1, values.Count);
    }

    [Fact]
    public void Survives_a_snapshot()
    {
        var texts = new DistinctText();
        texts.Add("a"u8, 3);
        texts.Add(""u8);
        var writer = new StateWriter();
        texts.Save(writer);
        var loaded = new DistinctText();
        var reader = new StateReader(writer.Written);
        loaded.Load(ref reader);
        Assert.Equal(2, loaded.Count);
        Assert.False(loaded.Add("a"u8));
        Assert.True(loaded.Remove(""u8));
    }
}
