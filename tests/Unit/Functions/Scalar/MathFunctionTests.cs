using FlinkSql.Columnar;
using FlinkSql.Functions;
using Xunit;

namespace FlinkSql.Tests.Unit.Functions.Scalar;

public sealed class MathFunctionTests
{
    public static TheoryData<string, object?[], object?> Cases => new()
    {
        { "abs", [-5], 5 },
        { "abs", [int.MinValue], int.MinValue },
        { "abs", [sbyte.MinValue], sbyte.MinValue },
        { "abs", [-1.5], 1.5 },
        { "abs", [Sql.Decimal("-1.50", 5, 2)], 150L },
        { "sign", [-7L], -1L },
        { "sign", [double.NaN], double.NaN },
        { "sign", [Sql.Decimal("-1.5", 5, 2)], -100L },
        { "floor", [-1.5], -2.0 },
        { "floor", [Sql.Decimal("-1.5", 5, 2)], -2L },
        { "floor", [Sql.Decimal("1.5", 5, 2)], 1L },
        { "ceil", [Sql.Decimal("99.01", 5, 2)], 100L },
        { "ceiling", [Sql.Decimal("-1.5", 5, 2)], -1L },
        { "ceil", [7], 7 },
        { "round", [2.675, 2], 2.68 },
        { "round", [-2.5], -3.0 },
        { "round", [1234.5, -2], 1200.0 },
        { "round", [1e300, 2], 1e300 },
        { "round", [1e300, -299], 1e300 },
        { "round", [double.NaN, 1], double.NaN },
        { "round", [1.23456789e-10, 12], 1.23e-10 },
        { "round", [155, -1], 160 },
        { "round", [-155L, -1], -160L },
        { "round", [Sql.Decimal("9.995", 5, 3), 2], 1000L },
        { "round", [Sql.Decimal("9.995", 5, 3), 5], 9995L },
        { "round", [Sql.Decimal("155.5", 5, 1), -1], 160L },
        { "truncate", [-1.99, 1], -1.9 },
        { "truncate", [199, -2], 100 },
        { "truncate", [Sql.Decimal("-9.999", 5, 3), 2], -999L },
        { "mod", [-26, 5], -1 },
        { "mod", [long.MinValue, -1L], 0L },
        { "power", [2, 10], 1024.0 },
        { "sqrt", [2.25], 1.5 },
        { "log", [2, 8], 3.0 },
        { "log", [0], double.NegativeInfinity },
        { "log2", [8], 3.0 },
        { "log10", [1000], 2.9999999999999996 + 4.440892098500626e-16 },
        { "cot", [Math.PI / 4], 1.0000000000000002 },
        { "degrees", [Math.PI], 180.0 },
        { "radians", [180], Math.PI },
        { "bin", [-1L], new string('1', 64) },
        { "bin", [0L], "0" },
        { "greatest", [1, 3], 3 },
        { "greatest", [1, 3, 2], 3 },
        { "greatest", [1, 3L, 2], 3L },
        { "greatest", [1, 2.5, 2L], 2.5 },
        { "greatest", [1, null, 2], null },
        { "least", ["b", "a"], "a" },
        { "least", [1.0, double.NaN], 1.0 },
        { "greatest", [1.0, double.NaN], double.NaN },
        { "rand_integer", [3, 99], 50 },
        { "$times", [Sql.Days(1), 2L], 2 * 86_400_000L },
        { "$divide", [Sql.Months(7), 2L], 3 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gives(string name, object?[] arguments, object? expected) =>
        Assert.Equal(expected, Sql.Call(name, arguments));

    [Theory]
    [InlineData("5.1234", 6, 4, 2, "DECIMAL(5, 2)")]
    [InlineData("5.1234", 6, 4, 6, "DECIMAL(6, 4)")]
    [InlineData("5.1234", 6, 4, -1, "DECIMAL(3, 0)")]
    public void The_type_of_a_rounded_decimal_follows_the_digits(string text, int precision, int scale, int digits, string expected)
    {
        Sql.Typed number = Sql.Decimal(text, precision, scale);
        Sql.CallTyped(Sql.Utc, "round", [number.Value, digits], [number.Type, DataTypes.Int], out DataType type);
        Assert.Equal(expected, type.Name);
    }

    [Fact]
    public void Rounding_agrees_with_the_digits_of_the_number()
    {
        int seed = Environment.TickCount;
        var random = new Random(seed);
        for (int round = 0; round < 50_000; round++)
        {
            int digits = random.Next(0, 6);
            decimal exact = Math.Round((decimal)random.NextInt64(-1_000_000_000, 1_000_000_000) / 100_000, random.Next(1, 6));
            double value = (double)exact;
            double expected = (double)Math.Round(exact, digits, MidpointRounding.AwayFromZero);
            Assert.True(
                (double)FlinkSql.Functions.Scalar.Round.Invoke(value, digits) == expected,
                $"seed {seed}: ROUND({value:R}, {digits}) is not {expected:R}");
        }
    }

    [Fact]
    public void Digits_that_are_no_literal_keep_the_type()
    {
        ScalarFunction round = FunctionRegistry.BuiltIn.Scalars("round").Single(
            function => function.Signature.ToString() == "ROUND(decimal, int) -> infer");
        Assert.Equal(DataTypes.Decimal(6, 4), round.ResultType([DataTypes.Decimal(6, 4), DataTypes.Int]));
    }

    [Fact]
    public void Random_numbers_are_those_of_Java_and_go_on()
    {
        var context = new QueryContext(TimeZoneInfo.Utc, TimeProvider.System);
        Assert.Equal(0.730967787376657, Sql.Call(context, "rand", 42 - 42));
        Assert.Equal(0.24053641567148587, Sql.Call(context, "rand", 0));
        Assert.Equal("FLS6003", Assert.Throws<QueryException>(() => Sql.Call("rand_integer", 0)).Code);
    }
}
