using FlinkSql.Parser;
using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Diagnostics;
using Xunit;

namespace FlinkSql.Tests.Unit.Parser;

public class SyntaxTreeTests
{
    private static ExpressionSyntax Parse(string sql)
    {
        ParseResult<ExpressionSyntax> result = SqlParser.ParseExpression(sql);
        Assert.True(result.IsValid, result.Render(sql));
        return result.Value!;
    }

    private static ColumnRefSyntax Column(params string[] path) =>
        new(path.Select(name => new IdentifierSyntax(name)).ToSyntaxList());

    [Theory]
    [InlineData("a + b * c", "a + (b * c)")]
    [InlineData("a || b + c", "(a || b) + c")]
    [InlineData("a - b - c", "(a - b) - c")]
    [InlineData("-a * b", "(-a) * b")]
    [InlineData("NOT a = b", "NOT (a = b)")]
    [InlineData("NOT a AND b", "(NOT a) AND b")]
    [InlineData("a OR b AND c", "a OR (b AND c)")]
    [InlineData("a = b IS NULL", "(a = b) IS NULL")]
    [InlineData("a BETWEEN b AND c AND d", "(a BETWEEN b AND c) AND d")]
    [InlineData("a = b LIKE c", "a = (b LIKE c)")]
    [InlineData("a IN (1) = b", "(a IN (1)) = b")]
    [InlineData("a + b AT LOCAL", "a + (b AT LOCAL)")]
    [InlineData("a < b = c", "(a < b) = c")]
    public void Operators_bind_as_in_Flink(string sql, string same) => Assert.Equal(Parse(same), Parse(sql));

    [Fact]
    public void Spans_do_not_count_when_trees_are_compared()
    {
        BinarySyntax built = new(Column("t", "a"), BinaryOperator.Add, new IntegerLiteralSyntax("1"));
        Assert.Equal(built, Parse("  t . a+1"));
        Assert.Equal(built.GetHashCode(), Parse("t.a + 1").GetHashCode());
        Assert.NotEqual(built, Parse("t.b + 1"));
        Assert.Equal(new SourceSpan(2, 7), Parse("  t . a+1").Span);
    }

    [Fact]
    public void Special_forms_are_ordinary_calls()
    {
        FunctionCallSyntax call = Assert.IsType<FunctionCallSyntax>(Parse("substring(s from 2 for 3)"));
        Assert.Equal("SUBSTRING", call.Name[0].Name);
        Assert.Equal(3, call.Arguments.Count);
        Assert.Equal(Parse("SUBSTRING(s, 2, 3)"), call);
        Assert.Equal(Parse("TRIM(BOTH ' ' FROM s)"), Parse("trim(from_ from s)") is FunctionCallSyntax trim
            ? trim with { Arguments = [trim.Arguments[0], new ArgumentSyntax(new StringLiteralSyntax(" ")), trim.Arguments[2]] }
            : null);
        Assert.IsType<TimeUnitSyntax>(((FunctionCallSyntax)Parse("timestampadd(sql_tsi_day, 1, ts)")).Arguments[0].Value);
    }

    [Fact]
    public void Literals_keep_their_text()
    {
        Assert.Equal(new IntegerLiteralSyntax("00123456789012345678901234567890"), Parse("00123456789012345678901234567890"));
        Assert.Equal(new DecimalLiteralSyntax("1.500"), Parse("1.500"));
        Assert.Equal(new StringLiteralSyntax("it's"), Parse("'it''s'"));
        Assert.Equal(new StringLiteralSyntax("ab"), Parse("'a'\n 'b'"));
        Assert.Equal(new StringLiteralSyntax("A\U0001F600\\"), Parse(@"U&'\0041\+01F600\\'"));
        Assert.Equal(new StringLiteralSyntax("A!"), Parse("U&'!0041!!' UESCAPE '!'"));
        Assert.Equal(new StringLiteralSyntax("a\tb\n'A"), Parse(@"e'a\tb\n\'\x41'"));
        Assert.Equal(new BinaryLiteralSyntax("CAFE01"), Parse("x'ca' 'fe01'"));
        Assert.Equal(
            new IntervalLiteralSyntax("1 2", new IntervalQualifierSyntax(TimeUnit.Day) { Precision = 3, End = TimeUnit.Second, FractionalPrecision = 6 }) { Negative = true },
            Parse("INTERVAL -'1 2' DAYS(3) TO SECOND(6)"));
    }

    [Fact]
    public void From_first_gives_the_tree_of_select_first()
    {
        Assert.Equal(SqlParser.ParseQuery("SELECT a FROM t WHERE b").Value, SqlParser.ParseQuery("FROM t SELECT a WHERE b").Value);
        Assert.Equal(SqlParser.ParseQuery("SELECT * FROM t").Value, SqlParser.ParseQuery("FROM t").Value);
    }

    [Fact]
    public void A_query_in_parentheses_may_begin_a_larger_one()
    {
        Assert.Equal(
            SqlParser.ParseQuery("SELECT * FROM (VALUES 1 UNION VALUES 2 ORDER BY 1)").Value,
            SqlParser.ParseQuery("SELECT * FROM ((VALUES 1) UNION (VALUES 2) ORDER BY 1)").Value);
        Assert.Equal(Parse("(VALUES 1 UNION VALUES 2)"), Parse("((VALUES 1) UNION VALUES 2)"));
        Assert.Equal(Parse("a IN (VALUES 1 EXCEPT VALUES 2)"), Parse("a IN ((VALUES 1) EXCEPT VALUES 2)"));
        Assert.False(SqlParser.ParseExpression("(a UNION VALUES 2)").IsValid);
        Assert.False(SqlParser.ParseQuery("SELECT * FROM (t UNION VALUES 2)").IsValid);
    }

    [Fact]
    public void Inline_keys_become_constraints()
    {
        CreateTableSyntax inline = (CreateTableSyntax)SqlParser.ParseStatement("CREATE TABLE t (a INT PRIMARY KEY NOT ENFORCED)").Value!;
        Assert.Equal(SqlParser.ParseStatement("CREATE TABLE t (a INT, PRIMARY KEY (a) NOT ENFORCED)").Value, inline);
        Assert.Equal(false, inline.Constraints[0].Enforced);
    }

    [Theory]
    [InlineData("INTEGER", "INT")]
    [InlineData("DOUBLE PRECISION", "DOUBLE")]
    [InlineData("DEC(5, 2)", "DECIMAL(5, 2)")]
    [InlineData("TIMESTAMP(3) WITH LOCAL TIME ZONE NOT NULL", "TIMESTAMP_LTZ(3) NOT NULL")]
    [InlineData("INT ARRAY", "ARRAY<INT>")]
    [InlineData("INT NOT NULL ARRAY NOT NULL", "ARRAY<INT NOT NULL> NOT NULL")]
    [InlineData("ROW(a INT, b STRING 'x')", "ROW<a INT, b STRING 'x'>")]
    [InlineData("CHARACTER VARYING(3) NULL", "VARCHAR(3)")]
    public void Types_have_one_form(string sql, string canonical)
    {
        ParseResult<DataTypeSyntax> result = SqlParser.ParseType(sql);
        Assert.True(result.IsValid, result.Render(sql));
        Assert.Equal(canonical, result.Value!.ToString());
    }

    [Fact]
    public void Every_word_that_is_not_reserved_can_name_a_column_and_a_table()
    {
        foreach (string word in FlinkSql.Parser.Reading.Keywords.All)
        {
            string quoted = FlinkSql.Parser.Reading.Keywords.IsReserved(word) ? $"`{word}`" : word;
            string sql = $"SELECT {quoted}, t.{quoted} AS {quoted} FROM {quoted} AS {quoted} WHERE {quoted} > 1";
            RoundTrip.Check(sql, SqlParser.ParseStatement(sql));
        }
    }
}
