using System.Runtime.CompilerServices;
using FlinkSql.Columnar;
using FlinkSql.Runtime.State;
using Xunit;

namespace FlinkSql.Tests.Unit.Runtime.State;

public sealed class KeyedTableTests
{
    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 1_000)]
    [InlineData(3, 100_000)]
    public void Agrees_with_a_dictionary_under_random_changes(int seed, int keys)
    {
        var random = new Random(seed);
        var table = new KeyedTable<Key, long>();
        var model = new Dictionary<long, long>();
        for (int step = 0; step < 200_000; step++)
        {
            long key = random.Next(keys) * 7919L;
            switch (random.Next(8))
            {
                case 0:
                    Assert.Equal(model.Remove(key), table.Remove(new Key(key)));
                    break;
                case 1:
                    ref long found = ref table.Find(new Key(key));
                    Assert.Equal(model.ContainsKey(key), !Unsafe.IsNullRef(ref found));
                    break;
                case 2:
                    table.GetOrAdd(new Key(key)) += step;
                    model[key] = model.GetValueOrDefault(key) + step;
                    break;
                default:
                    ref long state = ref table.GetOrAdd(new Key(key), out bool added);
                    Assert.Equal(!model.ContainsKey(key), added);
                    state += step;
                    model[key] = model.GetValueOrDefault(key) + step;
                    break;
            }
        }

        Assert.Equal(model.Count, table.Count);
        foreach (KeyedTable<Key, long>.Entry entry in table.Entries)
        {
            Assert.Equal(model[entry.Key.Value], entry.State);
        }
    }

    [Fact]
    public void Finds_every_key_when_all_hashes_are_equal()
    {
        var table = new KeyedTable<SameHash, int>();
        for (int key = 0; key < 500; key++)
        {
            table.GetOrAdd(new SameHash(key), out bool added) = key;
            Assert.True(added);
        }

        for (int key = 0; key < 500; key += 2)
        {
            Assert.True(table.Remove(new SameHash(key)));
        }

        for (int key = 1; key < 500; key += 2)
        {
            Assert.Equal(key, table.Find(new SameHash(key)));
        }
    }

    [Fact]
    public void Walks_keys_in_the_order_of_adding()
    {
        var table = new KeyedTable<Key, int>();
        long[] keys = [.. Enumerable.Range(0, 100).Select(number => (long)(number * 31 % 100))];
        foreach (long key in keys)
        {
            table.GetOrAdd(new Key(key), out _);
        }

        Assert.Equal(keys, table.Entries.ToArray().Select(entry => entry.Key.Value));
    }

    [Fact]
    public void Charges_its_memory_and_gives_it_back()
    {
        var memory = new BufferPool("test", long.MaxValue);
        var table = new KeyedTable<Key, long>(memory);
        for (int key = 0; key < 10_000; key++)
        {
            table.GetOrAdd(new Key(key), out _);
        }

        Assert.InRange(memory.Rented, 10_000 * 16, 10_000 * 80);
        table.Clear();
        Assert.Equal(0, table.Count);
        for (int round = 0; round < 10; round++)
        {
            table.GetOrAdd(new Key(1), out _);
            table.Clear();
        }

        Assert.InRange(memory.Rented, 0, 10_000);
        table.Release();
        Assert.Equal(0, memory.Rented);
    }

    [Fact]
    public void Floating_point_keys_have_one_zero_and_one_nan()
    {
        Assert.Equal(KeyBits.Of(0.0), KeyBits.Of(-0.0));
        Assert.Equal(KeyBits.Of(double.NaN), KeyBits.Of(BitConverter.Int64BitsToDouble(unchecked((long)0xFFF8_0000_0000_0001))));
        Assert.Equal(KeyBits.Of(0.0f), KeyBits.Of(-0.0f));
        Assert.Equal(KeyBits.Of(float.NaN), KeyBits.Of(-float.NaN));
        Assert.Equal(-1.5, KeyBits.ToDouble(KeyBits.Of(-1.5)));
        Assert.Equal(1e-40f, KeyBits.ToSingle(KeyBits.Of(1e-40f)));
    }

    private readonly record struct Key(long Value) : IStateKey<Key>
    {
        public ulong Hash() => KeyBits.Hash(Value);
    }

    private readonly record struct SameHash(int Value) : IStateKey<SameHash>
    {
        public ulong Hash() => 42;
    }
}
