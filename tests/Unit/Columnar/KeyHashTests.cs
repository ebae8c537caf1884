using System.Runtime.CompilerServices;
using System.Text;
using FlinkSql.Columnar;
using Xunit;

namespace FlinkSql.Tests.Unit.Columnar;

public class KeyHashTests
{
    [Fact]
    public void Key_groups_of_typed_keys_never_change()
    {
        var lines = new StringBuilder();
        foreach ((DataType type, object? value) in Keys())
        {
            ulong hash = KeyHash.HashValue(value);
            lines.Append($"{type} {ValueText.Of(value, type)} -> {hash:x16} {KeyGroup.Of(hash, 128)} {KeyGroup.Of(hash, 32_768)}\n");
        }

        string golden = GoldenPath();
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(golden, lines.ToString());
        }

        Assert.True(lines.ToString().Count(letter => letter == '\n') > 150);
        Assert.Equal(File.ReadAllText(golden), lines.ToString());
    }

    [Fact]
    public void Negative_zero_and_every_nan_hash_as_one_value()
    {
        Assert.Equal(KeyHash.Hash(0.0), KeyHash.Hash(-0.0));
        Assert.Equal(KeyHash.Hash(0f), KeyHash.Hash(-0f));
        double otherNaN = BitConverter.Int64BitsToDouble(0x7FF8_0000_0000_1234);
        Assert.Equal(KeyHash.Hash(double.NaN), KeyHash.Hash(otherNaN));
        Assert.Equal(KeyHash.Hash(double.NaN), KeyHash.Hash(-double.NaN));
        Assert.Equal(KeyHash.Hash(float.NaN), KeyHash.Hash(BitConverter.Int32BitsToSingle(unchecked((int)0xFFC0_0001))));
    }

    [Fact]
    public void A_map_hashes_alike_in_any_order_and_a_list_does_not()
    {
        KeyValuePair<object?, object?> one = new("a", 1);
        KeyValuePair<object?, object?> two = new("b", null);
        Assert.Equal(
            KeyHash.HashValue(new[] { one, two }), KeyHash.HashValue(new[] { two, one }));
        Assert.NotEqual(
            KeyHash.HashValue(new object?[] { 1, 2 }), KeyHash.HashValue(new object?[] { 2, 1 }));
        Assert.NotEqual(KeyHash.HashValue(new object?[] { null }), KeyHash.HashValue(null));
    }

    [Fact]
    public void Columns_hash_as_their_values_in_turn()
    {
        const int firstSeed = 300;
        for (int seed = firstSeed; seed < firstSeed + 50; seed++)
        {
            var random = new RandomBatch(seed);
            Schema schema = random.Schema(8);
            using RecordBatch batch = random.Batch(schema, 30, BufferPool.Shared);
            ulong[] hashes = new ulong[40];
            KeyHash.HashColumns(batch, [5, 0, 7], hashes);
            ulong[] single = new ulong[30];
            KeyHash.HashColumns(batch, [3], single);
            for (int row = 0; row < batch.RowCount; row++)
            {
                ulong expected = KeyHash.HashValue(batch.Column(5).GetValue(row));
                expected = KeyHash.Combine(expected, KeyHash.HashValue(batch.Column(0).GetValue(row)));
                expected = KeyHash.Combine(expected, KeyHash.HashValue(batch.Column(7).GetValue(row)));
                Assert.True(expected == hashes[row], $"seed {seed} row {row}: {schema}");
                Assert.True(KeyHash.HashValue(batch.Column(3).GetValue(row)) == single[row], $"seed {seed} row {row}");
            }
        }
    }

    [Fact]
    public void Without_key_columns_every_row_is_the_same_key()
    {
        using RecordBatch batch = BatchText.Parse("a INT\n+I 1\n+I 2");
        ulong[] hashes = new ulong[2];
        KeyHash.HashColumns(batch, [], hashes);
        Assert.Equal(hashes[0], hashes[1]);
    }

    [Fact]
    public void Sequential_keys_spread_evenly_over_the_groups()
    {
        int[] numbers = new int[128];
        int[] texts = new int[128];
        int[] pairs = new int[128];
        for (int key = 0; key < 128_000; key++)
        {
            numbers[KeyGroup.Of(KeyHash.Hash((long)key), 128)]++;
            texts[KeyGroup.Of(KeyHash.Hash(Encoding.UTF8.GetBytes($"user-{key}")), 128)]++;
            pairs[KeyGroup.Of(KeyHash.Combine(KeyHash.Hash(key / 1_000), KeyHash.Hash(key % 1_000)), 128)]++;
        }

        // 1,000 keys a group are expected; seven standard deviations are 220.
        Assert.All(numbers.Concat(texts).Concat(pairs), count => Assert.InRange(count, 780, 1_220));
    }

    [Fact]
    public void Texts_that_differ_only_in_trailing_zeros_or_length_hash_apart()
    {
        var seen = new HashSet<ulong>();
        for (int length = 0; length < 64; length++)
        {
            Assert.True(seen.Add(KeyHash.Hash(new byte[length])), $"{length} zeros");
        }
    }

    private static IEnumerable<(DataType Type, object? Value)> Keys()
    {
        yield return (DataTypes.Null, null);
        yield return (DataTypes.Boolean, true);
        yield return (DataTypes.Boolean, false);
        for (int number = -20; number <= 20; number++)
        {
            yield return (DataTypes.BigInt, (long)number);
            yield return (DataTypes.String, $"key-{number}");
            yield return (DataTypes.Double, number / 4.0);
        }

        foreach (int number in (int[])[int.MinValue, -1, 0, 1, 42, int.MaxValue])
        {
            yield return (DataTypes.Int, number);
            yield return (DataTypes.BigInt, number * 5_000_000_000L);
            yield return (DataTypes.SmallInt, (short)number);
            yield return (DataTypes.TinyInt, (sbyte)number);
            yield return (DataTypes.Float, number / 8f);
            yield return (DataTypes.Decimal(18, 2), (long)number);
            yield return (DataTypes.Decimal(38, 2), (Int128)number * 10_000_000_000_000);
            yield return (DataTypes.Date, number / 1_000);
            yield return (DataTypes.Timestamp3, number * 1_000L);
        }

        foreach (string text in (string[])["", "a", "ab", "1234567", "12345678", "123456789", "wörld ☺"])
        {
            yield return (DataTypes.String, text);
            yield return (DataTypes.Bytes, Encoding.UTF8.GetBytes(text));
        }

        yield return (DataTypes.Double, double.NaN);
        yield return (DataTypes.Double, -0.0);
        yield return (DataTypes.Double, double.PositiveInfinity);
        yield return (new ArrayType(DataTypes.Int), new object?[] { 1, null, 3 });
        yield return (new RowType([new("a", DataTypes.Int), new("b", DataTypes.String)]), new object?[] { 1, "x" });
        yield return (new MultisetType(DataTypes.String), new KeyValuePair<object?, object?>[] { new("a", 2) });
    }

    private static string GoldenPath([CallerFilePath] string source = "") =>
        Path.Combine(Path.GetDirectoryName(source)!, "KeyGroups.golden.txt");
}
