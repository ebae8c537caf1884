using FlinkSql.Runtime.Connect;
using Xunit;

namespace FlinkSql.Tests.Connectors.Formats;

/// <summary>The text that CSV tables write.</summary>
public sealed class CsvWriterTests
{
    private static string Write(string columns, string picture, params (string, string)[] options)
    {
        using var folder = new TempFolder();
        new ConnectorRun("filesystem", columns, [("path", folder["t.csv"]), ("format", "csv"), .. options]).Write(picture);
        return File.ReadAllText(folder["t.csv"]);
    }

    [Fact]
    public void Quotes_stand_only_where_they_are_needed() => Assert.Equal(
        "1,x\n2,\"a,b\"\n3,\"a\"\"b\"\n4,\"a\nb\"\n5,\" a\"\n6,\"\"\n7,\n",
        Write("a INT, b STRING", "+I 1 'x'\n+I 2 'a,b'\n+I 3 'a\"b'\n+I 4 E'a\\nb'\n+I 5 ' a'\n+I 6 ''\n+I 7 NULL"));

    [Fact]
    public void A_header_names_the_columns() =>
        Assert.Equal("a,\"b,c\"\n1,x\n", Write("a INT, `b,c` STRING", "+I 1 'x'", ("csv.header", "true")));

    [Fact]
    public void Times_are_written_as_SQL_does_without_needless_zeros() => Assert.Equal(
        "2020-01-02 03:04:05,2020-01-02 03:04:05.120,2020-01-02 03:04:05Z,2020-01-02,03:04:05\n",
        Write(
            "a TIMESTAMP(3), b TIMESTAMP(3), c TIMESTAMP_LTZ(3), d DATE, e TIME(0)",
            "+I 2020-01-02 03:04:05.000 2020-01-02 03:04:05.120 2020-01-02 03:04:05.000 2020-01-02 03:04:05"));

    [Fact]
    public void Decimals_have_an_exponent_only_if_asked()
    {
        Assert.Equal("100000,0.00000012\n", Write("a DECIMAL(10, 0), b DECIMAL(10, 8)", "+I 100000 0.00000012"));
        Assert.Equal("1E+5,1.2E-7\n", Write(
            "a DECIMAL(10, 0), b DECIMAL(10, 8)", "+I 100000 0.00000012",
            ("csv.write-bigdecimal-in-scientific-notation", "true")));
    }

    [Fact]
    public void Nested_values_are_joined() => Assert.Equal(
        "1;;3,a;2.5\n",
        Write("a ARRAY<INT>, r ROW<x STRING, y DOUBLE>", "+I [1, NULL, 3] ('a', 2.5)"));

    [Fact]
    public void What_cannot_be_read_back_is_an_error()
    {
        var error = Assert.Throws<ConnectorException>(() => Write("a ARRAY<STRING>", "+I ['x;y']"));
        Assert.Equal("FLS5024", error.Code);
        Assert.Contains("column \"a\"", error.Message);
        error = Assert.Throws<ConnectorException>(
            () => Write("a STRING", "+I 'x,y'", ("csv.disable-quote-character", "true")));
        Assert.Contains("cannot be written without quotes", error.Message);
    }

    [Fact]
    public void Without_quotes_an_escape_carries_delimiters() => Assert.Equal(
        "x\\,y\\nz\\\\\n",
        Write(
            "a STRING", "+I E'x,y\\nz\\\\'",
            ("csv.disable-quote-character", "true"), ("csv.escape-character", "\\")));
}
