using FlinkSql.Columnar;
using Xunit;

namespace FlinkSql.Tests.Unit.Columnar;

public class TypeTextTests
{
    [Fact]
    public void Every_type_comes_back_from_its_text()
    {
        const int seed = 5;
        var random = new RandomBatch(seed);
        foreach (DataType type in RandomBatch.Primitives.Concat(Enumerable.Range(0, 500).Select(_ => random.Type(3))))
        {
            Assert.True(type == TypeText.Parse(type.ToString()), $"seed {seed}: {type}");
            DataType notNull = type is NullType ? type : type.NotNull();
            Assert.Equal(notNull, TypeText.Parse(notNull.ToString().ToLowerInvariant()));
        }
    }

    [Theory]
    [InlineData("integer", "INT")]
    [InlineData("decimal", "DECIMAL(10, 0)")]
    [InlineData("DECIMAL ( 5 )", "DECIMAL(5, 0)")]
    [InlineData("timestamp", "TIMESTAMP(6)")]
    [InlineData("time", "TIME(0)")]
    [InlineData("char", "CHAR(1)")]
    [InlineData("interval day to second", "INTERVAL DAY TO SECOND(3)")]
    [InlineData("row<a int not null, b map<string, array<double>>>", "ROW<`a` INT NOT NULL, `b` MAP<STRING, ARRAY<DOUBLE>>>")]
    [InlineData("ROW<>", "ROW<>")]
    public void Parameters_left_out_have_the_defaults_of_sql(string text, string canonical) =>
        Assert.Equal(canonical, TypeText.Parse(text).ToString());

    [Theory]
    [InlineData("", "expected a type at position 0")]
    [InlineData("FOO", "expected a type at position 0")]
    [InlineData("DECIMAL(39, 0)", "expected a number from 1 to 38")]
    [InlineData("DECIMAL(5, 6)", "expected a number from 0 to 5")]
    [InlineData("TIMESTAMP(10)", "expected a number from 0 to 9")]
    [InlineData("ARRAY<INT", "expected > at position 9")]
    [InlineData("INT NOT", "expected NULL")]
    [InlineData("INT INT", "expected the end at position 4")]
    [InlineData("ROW<`a INT>", "expected ` after the column name")]
    [InlineData("VARCHAR(99999999999)", "expected a number from 1")]
    public void A_text_that_is_no_type_says_where(string text, string message) =>
        Assert.Contains(message, Assert.Throws<FormatException>(() => TypeText.Parse(text)).Message);

    [Fact]
    public void Nesting_without_end_is_refused()
    {
        string text = string.Concat(Enumerable.Repeat("ARRAY<", 100_000));
        Assert.Contains("levels of nesting", Assert.Throws<FormatException>(() => TypeText.Parse(text)).Message);
    }

    [Fact]
    public void A_column_list_makes_a_schema()
    {
        var expected = new Schema([new("id", DataTypes.BigInt), new("the `name`", DataTypes.String.NotNull())]);
        Assert.Equal(expected, TypeText.ParseSchema("id BIGINT, `the ``name``` STRING NOT NULL"));
        Assert.Equal(expected, TypeText.ParseSchema("(id BIGINT, `the ``name``` STRING NOT NULL)"));
        Assert.Equal(0, TypeText.ParseSchema("").Count);
        Assert.Equal(0, TypeText.ParseSchema("()").Count);
    }
}
