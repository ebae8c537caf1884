using System.Numerics;
using FlinkSql.Columnar;
using FlinkSql.Functions;
using Xunit;

namespace FlinkSql.Tests.Unit.Functions;

public sealed class DecimalMathTests
{
    private static readonly Int128 Largest = PowersOfTen.Of128[38] - 1;

    [Fact]
    public void Agrees_with_arithmetic_of_unlimited_precision()
    {
        int seed = Environment.TickCount;
        var random = new Random(seed);
        for (int round = 0; round < 15_000; round++)
        {
            DecimalType left = Type(random), right = Type(random);
            Int128 x = Value(random, left), y = Value(random, right);
            DecimalType sum = DecimalTypes.Add(left, right);
            string at = $"seed {seed}, {x}e-{left.Scale} and {y}e-{right.Scale}";
            Check(DecimalMath.TryAdd(x, left.Scale, y, right.Scale, sum.Precision, sum.Scale, out Int128 result), result,
                Align(x, left.Scale, 76) + Align(y, right.Scale, 76), 76, sum, "+ " + at);
            Check(DecimalMath.TrySubtract(x, left.Scale, y, right.Scale, sum.Precision, sum.Scale, out result), result,
                Align(x, left.Scale, 76) - Align(y, right.Scale, 76), 76, sum, "- " + at);
            DecimalType product = DecimalTypes.Multiply(left, right);
            Check(DecimalMath.TryMultiply(x, left.Scale, y, right.Scale, product.Precision, product.Scale, out result), result,
                (BigInteger)x * y, left.Scale + right.Scale, product, "* " + at);
            Assert.True(
                DecimalMath.Compare(x, left.Scale, y, right.Scale)
                    == Align(x, left.Scale, 76).CompareTo(Align(y, right.Scale, 76)), "<=> " + at);
            if (y == 0)
            {
                continue;
            }

            DecimalType quotient = DecimalTypes.Divide(left, right);
            BigInteger numerator = (BigInteger)x * BigInteger.Pow(10, 120), divisor = Align(y, right.Scale, left.Scale + 38);
            CheckQuotient(DecimalMath.TryDivide(x, left.Scale, y, right.Scale, quotient.Precision, quotient.Scale, out result),
                result, numerator, divisor, 120 - 38, quotient, "/ " + at);
            DecimalType rest = DecimalTypes.Modulo(left, right);
            Check(DecimalMath.TryModulo(x, left.Scale, y, right.Scale, rest.Precision, rest.Scale, out result), result,
                BigInteger.Remainder(Align(x, left.Scale, 76), Align(y, right.Scale, 76)), 76, rest, "% " + at);
        }
    }

    [Fact]
    public void Compact_values_give_what_wide_values_give()
    {
        int seed = Environment.TickCount;
        var random = new Random(seed);
        for (int round = 0; round < 15_000; round++)
        {
            DecimalType left = Type(random, 18), right = Type(random, 18);
            long x = (long)Value(random, left), y = (long)Value(random, right);
            int precision = random.Next(1, 19), scale = random.Next(0, precision + 1);
            string at = $"seed {seed}, {x}e-{left.Scale} and {y}e-{right.Scale} to ({precision}, {scale})";
            Same(DecimalMath.TryAdd(x, left.Scale, y, right.Scale, precision, scale, out long compact), compact,
                DecimalMath.TryAdd(x, left.Scale, y, right.Scale, precision, scale, out Int128 wide), wide, "+ " + at);
            Same(DecimalMath.TryMultiply(x, left.Scale, y, right.Scale, precision, scale, out compact), compact,
                DecimalMath.TryMultiply(x, left.Scale, y, right.Scale, precision, scale, out wide), wide, "* " + at);
            Same(DecimalMath.TryRescale(x, left.Scale, precision, scale, out compact), compact,
                DecimalMath.TryRescale((Int128)x, left.Scale, precision, scale, out wide), wide, "round " + at);
            if (y != 0)
            {
                Same(DecimalMath.TryModulo(x, left.Scale, y, right.Scale, precision, scale, out compact), compact,
                    DecimalMath.TryModulo(x, left.Scale, y, right.Scale, precision, scale, out wide), wide, "% " + at);
            }
        }
    }

    [Fact]
    public void Overflow_is_reported_at_the_last_digit()
    {
        Assert.True(DecimalMath.TryAdd(Largest - 1, 0, 1, 0, 38, 0, out Int128 result));
        Assert.Equal(Largest, result);
        Assert.False(DecimalMath.TryAdd(Largest, 0, 1, 0, 38, 0, out _));
        Assert.False(DecimalMath.TryAdd(Largest, 0, Largest, 0, 38, 0, out Int128 _));
        Assert.False(DecimalMath.TrySubtract(-Largest, 0, Largest, 0, 38, 0, out Int128 _));
        Assert.False(DecimalMath.TryMultiply(Largest, 0, Largest, 0, 38, 0, out Int128 _));
        Assert.True(DecimalMath.TryMultiply(Largest, 38, Largest, 38, 38, 38, out result));
        Assert.Equal(Largest - 1, result);
        Assert.False(DecimalMath.TryAdd(99L, 0, 1L, 0, 2, 0, out long _));
    }

    [Theory]
    [InlineData(125, 2, 1, 13)]
    [InlineData(-125, 2, 1, -13)]
    [InlineData(124, 2, 1, 12)]
    [InlineData(5, 1, 0, 1)]
    [InlineData(-5, 1, 0, -1)]
    [InlineData(4, 1, 0, 0)]
    [InlineData(1, 0, 3, 1000)]
    public void Rescaling_rounds_half_up(long value, int scale, int toScale, long expected)
    {
        Assert.True(DecimalMath.TryRescale(value, scale, 18, toScale, out long compact));
        Assert.Equal(expected, compact);
        Assert.True(DecimalMath.TryRescale((Int128)value, scale, 38, toScale, out Int128 wide));
        Assert.Equal(expected, wide);
    }

    [Fact]
    public void Division_by_zero_is_an_error()
    {
        Assert.Equal("FLS6002", Assert.Throws<QueryException>(() => DecimalMath.TryDivide(1L, 0, 0L, 0, 10, 0, out long _)).Code);
        Assert.Equal("FLS6002", Assert.Throws<QueryException>(() => DecimalMath.TryModulo(1L, 0, 0L, 0, 10, 0, out long _)).Code);
        Assert.Equal("FLS6002", Assert.Throws<QueryException>(() => Division.Int64(1, 0)).Code);
        Assert.Equal("FLS6002", Assert.Throws<QueryException>(() => Modulo.Int32(1, 0)).Code);
    }

    [Fact]
    public void Integer_division_wraps_at_the_least_value()
    {
        Assert.Equal(int.MinValue, Division.Int32(int.MinValue, -1));
        Assert.Equal(long.MinValue, Division.Int64(long.MinValue, -1));
        Assert.Equal(sbyte.MinValue, Division.Int8(sbyte.MinValue, -1));
        Assert.Equal(short.MinValue, Division.Int16(short.MinValue, -1));
        Assert.Equal(0, Modulo.Int64(long.MinValue, -1));
        Assert.Equal(-1, Modulo.Int32(-26, 5));
        Assert.Equal(-3, Division.Int32(-7, 2));
    }

    [Theory]
    [InlineData("+", 10, 2, 5, 0, "DECIMAL(11, 2)")]
    [InlineData("+", 38, 0, 38, 10, "DECIMAL(38, 6)")]
    [InlineData("*", 10, 2, 5, 0, "DECIMAL(16, 2)")]
    [InlineData("*", 38, 10, 38, 10, "DECIMAL(38, 6)")]
    [InlineData("/", 2, 1, 2, 1, "DECIMAL(8, 6)")]
    [InlineData("/", 2, 1, 10, 0, "DECIMAL(13, 12)")]
    [InlineData("%", 10, 2, 5, 0, "DECIMAL(7, 2)")]
    public void Result_types_follow_the_rules(string operation, int p1, int s1, int p2, int s2, string expected)
    {
        var left = new DecimalType(p1, s1);
        var right = new DecimalType(p2, s2);
        DecimalType type = operation switch
        {
            "+" => DecimalTypes.Add(left, right),
            "*" => DecimalTypes.Multiply(left, right),
            "/" => DecimalTypes.Divide(left, right),
            _ => DecimalTypes.Modulo(left, right),
        };
        Assert.Equal(expected, type.Name);
    }

    private static DecimalType Type(Random random, int most = 38)
    {
        int precision = random.Next(1, most + 1);
        return new DecimalType(precision, random.Next(0, precision + 1));
    }

    /// <summary>Values of every length, with the extremes of the type more often than chance has them.</summary>
    private static Int128 Value(Random random, DecimalType type)
    {
        Int128 limit = PowersOfTen.Of128[type.Precision];
        Int128 value = random.Next(10) switch
        {
            0 => 0,
            1 => limit - 1,
            2 => 5 * PowersOfTen.Of128[random.Next(type.Precision)],
            _ => (Int128)(new UInt128((ulong)random.NextInt64() & long.MaxValue, (ulong)random.NextInt64())
                % (UInt128)PowersOfTen.Of128[random.Next(1, type.Precision + 1)]),
        };
        return random.Next(2) == 0 ? value : -value;
    }

    private static BigInteger Align(Int128 value, int scale, int to) => (BigInteger)value * BigInteger.Pow(10, to - scale);

    private static void Check(bool fits, Int128 result, BigInteger exact, int scale, DecimalType type, string at)
    {
        BigInteger divisor = BigInteger.One;
        if (type.Scale >= scale)
        {
            exact *= BigInteger.Pow(10, type.Scale - scale);
        }
        else
        {
            divisor = BigInteger.Pow(10, scale - type.Scale);
        }

        CheckQuotient(fits, result, exact, divisor, type.Scale, type, at);
    }

    private static void CheckQuotient(
        bool fits, Int128 result, BigInteger numerator, BigInteger divisor, int scale, DecimalType type, string at)
    {
        if (scale > type.Scale)
        {
            divisor *= BigInteger.Pow(10, scale - type.Scale);
        }

        bool negative = numerator.Sign < 0 != divisor.Sign < 0;
        BigInteger expected = (BigInteger.Abs(numerator) * 2 + BigInteger.Abs(divisor)) / (BigInteger.Abs(divisor) * 2);
        bool expectedFits = expected < BigInteger.Pow(10, type.Precision);
        Assert.True(fits == expectedFits, $"{at} to {type}: fits is {fits}");
        Assert.True(!fits || (BigInteger)result == (negative ? -expected : expected), $"{at} to {type}: {result}");
    }

    private static void Same(bool leftFits, long left, bool rightFits, Int128 right, string at) =>
        Assert.True(leftFits == rightFits && (!leftFits || left == right), $"{at}: {leftFits} {left}, {rightFits} {right}");
}
