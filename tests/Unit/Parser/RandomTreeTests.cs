using FlinkSql.Parser;
using Xunit;

namespace FlinkSql.Tests.Unit.Parser;

public class RandomTreeTests
{
    [Fact]
    public void Random_statements_print_to_text_that_reads_as_the_same_tree() =>
        Try(2_000, seed => RoundTrip.Check(new TreeGenerator(seed).Statement()));

    [Fact]
    public void Random_expressions_print_to_text_that_reads_as_the_same_tree() =>
        Try(2_000, seed => RoundTrip.Check(new TreeGenerator(seed).Expression(), SqlParser.ParseExpression));

    [Fact]
    public void Random_queries_print_to_text_that_reads_as_the_same_tree() =>
        Try(1_500, seed => RoundTrip.Check(new TreeGenerator(seed).Query(), SqlParser.ParseQuery));

    [Fact]
    public void Random_types_print_to_text_that_reads_as_the_same_tree() =>
        Try(1_000, seed => RoundTrip.Check(new TreeGenerator(seed).DataType(), SqlParser.ParseType));

    [Fact]
    public void The_same_seed_makes_the_same_tree() =>
        Try(50, seed => Assert.Equal(new TreeGenerator(seed).Statement(), new TreeGenerator(seed).Statement()));

    private static void Try(int count, Action<int> check)
    {
        for (int seed = 0; seed < count; seed++)
        {
            try
            {
                check(seed);
            }
            catch (Exception exception)
            {
                throw new Xunit.Sdk.XunitException($"seed {seed}: {exception.Message}");
            }
        }
    }
}
