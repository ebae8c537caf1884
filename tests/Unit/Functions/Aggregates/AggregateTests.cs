using System.Numerics;
using FlinkSql.Columnar;
using FlinkSql.Columnar.State;
using FlinkSql.Functions;
using FlinkSql.Functions.Aggregates;
using FlinkSql.Functions.State;
using Xunit;

namespace FlinkSql.Tests.Unit.Functions.Aggregates;

public sealed class AggregateTests
{
    [Fact]
    public void Counts_sums_and_averages_are_null_or_zero_without_rows()
    {
        var count = new Count();
        var sum = new IntegerSum<int>();
        var average = new IntegerAverage<int>();
        Assert.True(count.Result(out long rows) && rows == 0);
        Assert.False(sum.Result(out _));
        Assert.False(average.Result(out _));
        sum.Add(5);
        sum.Retract(5);
        Assert.False(sum.Result(out _));
        Assert.True(default(SumOrZero).Result(out long zero) && zero == 0);
    }

    [Fact]
    public void Integer_sums_wrap_and_averages_do_not()
    {
        var sum = new IntegerSum<int>();
        var average = new IntegerAverage<long>();
        sum.Add(int.MaxValue);
        sum.Add(1);
        average.Add(long.MaxValue);
        average.Add(long.MaxValue - 2);
        Assert.True(sum.Result(out int total) && total == int.MinValue);
        Assert.True(average.Result(out long middle) && middle == long.MaxValue - 1);
        var truncating = new IntegerAverage<int>();
        truncating.Add(-1);
        truncating.Add(-2);
        Assert.True(truncating.Result(out int dropped) && dropped == -1);
    }

    [Fact]
    public void A_decimal_sum_beyond_38_digits_is_an_error()
    {
        var sum = new DecimalSum();
        var value = new SqlDecimal(PowersOfTen.Of128[38] - 1, 38, 2);
        sum.Add(value);
        Assert.True(sum.Result(out SqlDecimal result) && result == value);
        Assert.Equal("FLS6004", Assert.Throws<QueryException>(() => sum.Add(value)).Code);
        sum.Retract(value);
        Assert.False(sum.Result(out _));
    }

    [Fact]
    public void A_decimal_average_has_at_least_six_digits()
    {
        var average = new DecimalAverage();
        average.Add(new SqlDecimal(100, 5, 2));
        average.Add(new SqlDecimal(100, 5, 2));
        average.Add(new SqlDecimal(0, 5, 2));
        Assert.True(average.Result(out SqlDecimal result));
        Assert.Equal(new SqlDecimal(666_667, 38, 6), result);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(1e308)]
    [InlineData(double.Epsilon)]
    public void A_sum_recovers_from_any_value_taken_back(double odd)
    {
        var sum = new RetractingFloatingSum<double>();
        sum.Add(0.1);
        sum.Add(odd);
        sum.Add(1e308);
        sum.Add(0.2);
        sum.Retract(odd);
        sum.Retract(1e308);
        Assert.True(sum.Result(out double result));
        Assert.Equal(0.1 + 0.2, result);
    }

    [Fact]
    public void An_exact_sum_is_the_true_sum_rounded_once()
    {
        int seed = Environment.TickCount;
        var random = new Random(seed);
        for (int round = 0; round < 300; round++)
        {
            var sum = new ExactSum();
            var other = new ExactSum();
            BigInteger exact = 0;
            int spread = random.Next(1, 500);
            for (int row = 0; row < 60; row++)
            {
                double value = Math.ScaleB(random.NextDouble() - 0.5, random.Next(-spread, spread));
                exact += ToFixed(value);
                if (random.Next(2) == 0)
                {
                    sum.Add(value);
                }
                else
                {
                    other.Add(value);
                }
            }

            sum.Merge(other);
            Assert.True(ToFixed(sum.Value) == RoundToDouble(exact), $"seed {seed}, round {round}: {sum.Value:R}");
        }
    }

    [Fact]
    public void Extremes_of_changing_rows_are_those_of_the_rows_that_are_left()
    {
        int seed = Environment.TickCount;
        var random = new Random(seed);
        for (int round = 0; round < 40; round++)
        {
            var max = new RetractingExtreme<double, Greatest<double>>();
            var min = new RetractingExtremeText<Least<int>>();
            var rows = new List<double>();
            int range = random.Next(2, 200);
            for (int step = 0; step < 600; step++)
            {
                if (rows.Count > 0 && random.Next(100) < (step < 300 ? 40 : 60))
                {
                    double gone = random.Next(4) == 0 ? rows.Max() : rows[random.Next(rows.Count)];
                    rows.Remove(gone);
                    max.Retract(gone);
                    min.Retract(Utf8(gone));
                }
                else
                {
                    double value = random.Next(range);
                    rows.Add(value);
                    max.Add(value);
                    min.Add(Utf8(value));
                }

                string at = $"seed {seed}, round {round}, step {step}";
                Assert.True(max.Result(out double best) == (rows.Count > 0), at);
                Assert.True(rows.Count == 0 || best == rows.Max(), at);
                Assert.True(min.Result(out ReadOnlySpan<byte> least) == (rows.Count > 0), at);
                Assert.True(
                    rows.Count == 0 || least.SequenceEqual(rows.Select(row => Utf8(row)).MinBy(text => text, Comparer<byte[]>.Create(
                        (a, b) => a.AsSpan().SequenceCompareTo(b)))), at);
            }

            Assert.Equal(Value(max), Value(Reloaded(max)));
        }
    }

    [Fact]
    public void First_and_last_of_changing_rows_are_those_of_the_rows_that_are_left()
    {
        int seed = Environment.TickCount;
        var random = new Random(seed);
        for (int round = 0; round < 40; round++)
        {
            var first = new RetractingFirst<int>();
            var last = new RetractingLastText();
            var rows = new List<int>();
            int range = random.Next(1, 30);
            for (int step = 0; step < 600; step++)
            {
                if (rows.Count > 0 && random.Next(100) < (step < 300 ? 45 : 60))
                {
                    int gone = rows[random.Next(rows.Count)];
                    rows.Remove(gone);
                    first.Retract(gone);
                    last.Retract(Utf8(gone));
                }
                else
                {
                    int value = random.Next(range);
                    rows.Add(value);
                    first.Add(value);
                    last.Add(Utf8(value));
                }

                string at = $"seed {seed}, round {round}, step {step}";
                Assert.True(first.Result(out int earliest) == (rows.Count > 0), at);
                Assert.True(rows.Count == 0 || earliest == rows[0], at);
                Assert.True(last.Result(out ReadOnlySpan<byte> latest) == (rows.Count > 0), at);
                Assert.True(rows.Count == 0 || latest.SequenceEqual(Utf8(rows[^1])), at);
            }
        }
    }

    [Fact]
    public void Extremes_put_NaN_last_and_know_one_zero()
    {
        var max = new Extreme<double, Greatest<double>>();
        var min = new Extreme<double, Least<double>>();
        foreach (double value in new[] { 1.0, double.NaN, -0.0, 0.0, double.PositiveInfinity })
        {
            max.Add(value);
            min.Add(value);
        }

        Assert.True(max.Result(out double greatest) && double.IsNaN(greatest));
        Assert.True(min.Result(out double least) && least == 0 && double.IsNegative(least));
    }

    [Fact]
    public void Lists_join_with_their_separator_and_forget_what_is_taken_back()
    {
        var scratch = new Scratch();
        var list = new ListAgg();
        var changing = new RetractingListAgg();
        Assert.False(list.Result(out _));
        foreach (string text in new[] { "", "a", "b", "a" })
        {
            list.Add(Utf8(text), "; "u8);
            changing.Add(Utf8(text), "; "u8);
        }

        Assert.True(list.Result(out ReadOnlySpan<byte> joined));
        Assert.Equal("; a; b; a"u8, joined);
        changing.Retract("a"u8, "; "u8);
        Assert.True(changing.Result(scratch, out joined));
        Assert.Equal("; b; a"u8, joined);
        var merged = new ListAgg();
        merged.Add("x"u8, "-"u8);
        merged.Merge(list);
        Assert.True(merged.Result(out joined));
        Assert.Equal("x; ; a; b; a"u8, joined);
    }

    [Fact]
    public void Merging_copies()
    {
        var slice = new RetractingExtreme<long, Greatest<long>>();
        slice.Add(1);
        var window = new RetractingExtreme<long, Greatest<long>>();
        window.Merge(slice);
        slice.Add(9);
        Assert.Equal(1L, Value(window));
        var texts = new ExtremeText<Greatest<int>>();
        texts.Add("abc"u8);
        var copy = new ExtremeText<Greatest<int>>();
        copy.Merge(texts);
        texts.Add("xyz"u8);
        Assert.True(copy.Result(out ReadOnlySpan<byte> held));
        Assert.Equal("abc"u8, held);
    }

    [Theory]
    [InlineData(new[] { 2.0, 4, 4, 4, 5, 5, 7, 9 }, 4.0, 32.0 / 7)]
    [InlineData(new[] { 3.0 }, 0.0, null)]
    [InlineData(new double[0], null, null)]
    public void Variances(double[] values, double? population, double? sample)
    {
        var whole = new Spread<double, PopulationVariance>();
        var part = new Spread<double, SampleVariance>();
        var half = new Spread<double, SampleVariance>();
        for (int row = 0; row < values.Length; row++)
        {
            whole.Add(values[row]);
            whole.Add(1000 + row);
            whole.Retract(1000 + row);
            if (row % 2 == 0)
            {
                part.Add(values[row]);
            }
            else
            {
                half.Add(values[row]);
            }
        }

        part.Merge(half);
        Assert.Equal(population is not null, whole.Result(out double result));
        Assert.Equal(population ?? result, result, 6);
        Assert.Equal(sample is not null, part.Result(out result));
        Assert.Equal(sample ?? result, result, 10);
    }

    [Fact]
    public void Arrays_keep_nulls_and_multisets_count()
    {
        var array = new ArrayAgg();
        var multiset = new Collect();
        foreach (object? value in new object?[] { "a", null, "b", "a" })
        {
            array.Add(value);
            if (value is not null)
            {
                multiset.Add(value);
            }
        }

        array.Retract("a");
        Assert.True(array.Result(out object? items));
        Assert.Equal(new object?[] { null, "b", "a" }, items);
        Assert.True(multiset.Result(out object? counted));
        Assert.Equal(new KeyValuePair<object?, object?>[] { new("a", 2), new("b", 1) }, counted);
        Assert.True(Reloaded(array).Result(out items));
        Assert.Equal(new object?[] { null, "b", "a" }, items);
    }

    private static double Value(RetractingExtreme<double, Greatest<double>> state) =>
        state.Result(out double value) ? value : double.NaN;

    private static long? Value(RetractingExtreme<long, Greatest<long>> state) =>
        state.Result(out long value) ? value : null;

    private static TState Reloaded<TState>(TState state)
        where TState : struct, ISavedState
    {
        var writer = new StateWriter();
        state.Save(writer);
        var reader = new StateReader(writer.Written);
        var loaded = new TState();
        loaded.Load(ref reader);
        Assert.True(reader.AtEnd);
        return loaded;
    }

    private static byte[] Utf8(object value) => System.Text.Encoding.UTF8.GetBytes(value.ToString()!);

    /// <summary>In units of the least double.</summary>
    private static BigInteger ToFixed(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)(bits >> 52) & 0x7FF;
        BigInteger mantissa = (bits & 0xF_FFFF_FFFF_FFFF) | (exponent == 0 ? 0 : 1L << 52);
        mantissa <<= Math.Max(exponent, 1) - 1;
        return bits < 0 ? -mantissa : mantissa;
    }

    private static BigInteger RoundToDouble(BigInteger exact)
    {
        BigInteger magnitude = BigInteger.Abs(exact);
        int drop = (int)Math.Max(0, (long)magnitude.GetBitLength() - 53);
        BigInteger kept = magnitude >> drop;
        BigInteger rest = magnitude - (kept << drop);
        BigInteger half = drop == 0 ? 1 : BigInteger.One << (drop - 1);
        if (drop > 0 && (rest > half || (rest == half && !kept.IsEven)))
        {
            kept += 1;
        }

        return (kept << drop) * exact.Sign;
    }
}
