using System.Text;
using FlinkSql.Columnar;
using FlinkSql.Runtime.State;
using Xunit;

namespace FlinkSql.Tests.Unit.Runtime.State;

public sealed class StringDictionaryTests
{
    [Fact]
    public void Gives_equal_texts_one_id_and_the_text_back()
    {
        var texts = new StringDictionary();
        string[] samples = ["", "a", "b", "12345678", "123456789", "Žluťoučký kůň", new string('x', 1000)];
        int[] ids = [.. samples.Select(sample => texts.Id(Encoding.UTF8.GetBytes(sample)))];
        Assert.Equal(samples.Length, ids.Distinct().Count());
        Assert.Equal(ids, samples.Select(sample => texts.Id(Encoding.UTF8.GetBytes(sample))));
        Assert.Equal(samples, ids.Select(id => Encoding.UTF8.GetString(texts.Text(id))));
        Assert.Equal(-1, texts.Find("nowhere"u8));
        Assert.True(texts.Text(-1).IsEmpty);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Sweeping_frees_what_nobody_keeps_and_nothing_else(int seed)
    {
        var random = new Random(seed);
        var texts = new StringDictionary();
        var model = new Dictionary<string, int>();
        for (int round = 0; round < 30; round++)
        {
            for (int step = 0; step < 500; step++)
            {
                string text = "text " + random.Next(5_000);
                int id = texts.Id(Encoding.UTF8.GetBytes(text));
                if (!model.TryAdd(text, id))
                {
                    Assert.Equal(model[text], id);
                }
            }

            foreach (string text in model.Keys.Where(_ => random.Next(2) == 0).ToArray())
            {
                model.Remove(text);
            }

            foreach (int id in model.Values)
            {
                texts.Keep(id);
            }

            texts.Sweep();
            Assert.Equal(model.Count, texts.Count);
            foreach ((string text, int id) in model)
            {
                Assert.Equal(text, Encoding.UTF8.GetString(texts.Text(id)));
                Assert.Equal(id, texts.Find(Encoding.UTF8.GetBytes(text)));
            }
        }

        Assert.True(model.Values.Max() < 6_000, "freed ids are given again");
    }

    [Fact]
    public void Charges_its_memory_and_gives_it_back()
    {
        var memory = new BufferPool("test", long.MaxValue);
        var texts = new StringDictionary(memory);
        for (int number = 0; number < 1_000; number++)
        {
            texts.Id(Encoding.UTF8.GetBytes("a text of some length " + number));
        }

        Assert.InRange(memory.Rented, 20_000, 200_000);
        texts.Release();
        Assert.Equal(0, memory.Rented);
    }
}
