using FlinkSql.Connectors.Files;
using FlinkSql.Runtime.Connect;
using Xunit;

namespace FlinkSql.Tests.Connectors.Formats;

/// <summary>CSV as people and programs really write it.</summary>
public sealed class CsvReaderTests
{
    private static string Read(string text, string columns, params (string, string)[] options)
    {
        using var folder = new TempFolder();
        return Run(folder, text, columns, options).Read();
    }

    private static ConnectorRun Run(TempFolder folder, string text, string columns, params (string, string)[] options) =>
        new("filesystem", columns, [("path", folder.Write("t.csv", text)), ("format", "csv"), .. options]);

    private static ConnectorException Fails(string text, string columns, params (string, string)[] options)
    {
        using var folder = new TempFolder();
        return Run(folder, text, columns, options).Fails();
    }

    [Theory]
    [InlineData("1,x\n2,y\n", "+I 1 'x'\n+I 2 'y'")]
    [InlineData("1,x\n2,y", "+I 1 'x'\n+I 2 'y'")]
    [InlineData("1,x\r\n2,y\r\n", "+I 1 'x'\n+I 2 'y'")]
    [InlineData("1,x\r\n2,y\r", "+I 1 'x'\n+I 2 'y'")]
    [InlineData("\n\n1,x\n\r\n\n2,y\n\n", "+I 1 'x'\n+I 2 'y'")]
    [InlineData("\uFEFF1,x\n", "+I 1 'x'")]
    [InlineData("\"1\",\"x\"\n", "+I 1 'x'")]
    [InlineData("1,\"a,b\"\n", "+I 1 'a,b'")]
    [InlineData("1,\"he said \"\"no\"\"\"\n", "+I 1 'he said \"no\"'")]
    [InlineData("1,\"\"\"\"\n", "+I 1 '\"'")]
    [InlineData("1,\"two\nlines\"\n2,z\n", "+I 1 E'two\\nlines'\n+I 2 'z'")]
    [InlineData("1,\"two\r\nlines\"\r\n2,z\r\n", "+I 1 E'two\\r\\nlines'\n+I 2 'z'")]
    [InlineData("1,\"x\"  \n", "+I 1 'x'")]
    [InlineData("1,a\"b\"c\n", "+I 1 'a\"b\"c'")]
    [InlineData("1, \"x\"\n", "+I 1 ' \"x\"'")]
    [InlineData("1,\n", "+I 1 ''")]
    [InlineData("1,\"\"\n", "+I 1 ''")]
    [InlineData(",x\n", "+I NULL 'x'")]
    [InlineData("\"\",x\n", "+I NULL 'x'")]
    [InlineData("1,\"\"", "+I 1 ''")]
    [InlineData("1,\"x\"\r", "+I 1 'x'")]
    public void Reads_what_the_grammar_allows(string text, string picture) =>
        Assert.Equal(picture, Read(text, "a INT, b STRING"));

    [Theory]
    [InlineData("1\n2,y\n", "line 1: the record has 1 field, but 2 are expected; the record is: 1")]
    [InlineData("1,x\n2,y,z\n", "line 2: the record has 3 fields, but 2 are expected; the record is: 2,y,z")]
    [InlineData("1,x\n\"2,y\n3,z\n", "line 2: a quote that opens a field is never closed; the record is: \"2,y")]
    [InlineData("1,\"x\"y\n", "line 1: text follows a closing quote; the record is: 1,\"x\"y")]
    [InlineData("1,x\nabc,y\n", "line 2: column a: 'abc' is not of type INT; the record is: abc,y")]
    [InlineData("1,\"a\n\nb\"\n3000000000,y\n", "line 4: column a: '3000000000' is not of type INT")]
    [InlineData("1.5,x\n", "line 1: column a: '1.5' is not of type INT")]
    [InlineData("- 1,x\n", "line 1: column a: '- 1' is not of type INT")]
    [InlineData("1:,x\n", "column a: '1:' is not of type INT")]
    [InlineData("/1,x\n", "column a: '/1' is not of type INT")]
    public void A_faulty_record_is_named_with_its_line(string text, string message)
    {
        ConnectorException error = Fails(text, "a INT, b STRING");
        Assert.Equal("FLS5020", error.Code);
        Assert.Contains(message, error.Message.Replace("\\n", "\n"));
    }

    [Fact]
    public void The_first_faulty_line_is_named_whatever_the_fault_is()
    {
        string good = string.Concat(Enumerable.Repeat("1,x\n", 100));
        Assert.Contains("line 101: ", Fails(good + "abc,y\n" + good + "1\n", "a INT, b STRING").Message);
        Assert.Contains("line 101: ", Fails(good + "1\n" + good + "abc,y\n", "a INT, b STRING").Message);
    }

    [Fact]
    public void An_unclosed_quote_costs_its_line_alone_when_skipped()
    {
        using var folder = new TempFolder();
        ConnectorRun run = Run(folder, "1,x\n2,\"y\n3,z\n", "a INT, b STRING", ("on-error", "skip"));
        Assert.Equal("+I 1 'x'\n+I 3 'z'", run.Read());
        Assert.Equal(1, run.Metrics.BadRecords);
    }

    [Fact]
    public void A_long_bad_record_is_cut_in_the_message()
    {
        string message = Fails($"abc,{new string('x', 10_000)}\n", "a INT, b STRING").Message;
        Assert.InRange(message.Length, 200, 500);
        Assert.Contains("... (10,004 bytes)", message);
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_a_bad_record()
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder["t.csv"], [(byte)'1', (byte)',', 0xFF, 0xFE, (byte)'\n', (byte)'2', (byte)',', 0xC3, 0xA4]);
        ConnectorRun run = new(
            "filesystem", "a INT, b STRING", ("path", folder["t.csv"]), ("format", "csv"), ("on-error", "skip"));
        Assert.Equal("+I 2 'ä'", run.Read());
    }

    [Fact]
    public void A_nul_byte_is_a_letter() => Assert.Equal("+I 1 E'a\\u0000b'", Read("1,a\0b\n", "a INT, b STRING"));

    [Fact]
    public void A_field_may_be_larger_than_the_window()
    {
        string large = new('x', 3 << 20);
        Assert.Equal($"+I 1 '{large}'\n+I 2 'y'", Read($"1,{large}\n2,y\n", "a INT, b STRING"));
        Assert.Equal($"+I 1 '{large},'\n+I 2 'y'", Read($"1,\"{large},\"\n2,y\n", "a INT, b STRING"));
    }

    [Fact]
    public void A_record_beyond_the_limit_is_an_error()
    {
        using var folder = new TempFolder();
        using (var writer = new StreamWriter(folder["t.csv"]))
        {
            writer.Write("1,x\n2,\"");
            string part = new('y', 1 << 20);
            for (int written = 0; written <= ByteWindow.MaxRecord; written += part.Length)
            {
                writer.Write(part);
            }
        }

        ConnectorRun run = new("filesystem", "a INT, b STRING", ("path", folder["t.csv"]), ("format", "csv"));
        ConnectorException error = run.Fails();
        Assert.Equal("FLS5022", error.Code);
        Assert.Contains("line 2", error.Message);
    }

    [Fact]
    public void A_header_finds_columns_by_name_in_any_order() => Assert.Equal(
        "+I 1 'x'", Read("b,\"unused \"\"one\"\"\",a\nx,?,1\n", "a INT, b STRING", ("csv.header", "true")));

    [Fact]
    public void A_header_that_lacks_columns_is_an_error_that_names_them()
    {
        ConnectorException error = Fails("aa,c\n1,2\n", "a INT, b STRING", ("csv.header", "true"));
        Assert.Equal("FLS5021", error.Code);
        Assert.Contains("the header has no column \"a\", \"b\"", error.Message);
        Assert.Equal("did you mean \"aa\"? header columns: aa, c", error.Hint);
    }

    [Fact]
    public void A_header_alone_has_no_rows()
    {
        Assert.Equal("", Read("a,b\n", "a INT, b STRING", ("csv.header", "true")));
        Assert.Equal("", Read("a,b", "a INT, b STRING", ("csv.header", "true")));
        Assert.Equal("", Read("", "a INT, b STRING", ("csv.header", "true")));
    }

    [Fact]
    public void Comments_are_skipped_if_allowed()
    {
        const string text = "# head\n1,x\n#,,,,\n# \"\n2,#y\n#";
        Assert.Equal("+I 1 'x'\n+I 2 '#y'", Read(text, "a INT, b STRING", ("csv.allow-comments", "true")));
        Assert.Contains("line 1", Fails(text, "a INT, b STRING").Message);
    }

    [Fact]
    public void Ignoring_errors_makes_bad_fields_null_and_drops_bad_records()
    {
        using var folder = new TempFolder();
        ConnectorRun run = Run(
            folder, "abc,x,1\n1\n2,y,\n3,z,4\n", "a INT, b STRING, c INT NOT NULL", ("csv.ignore-parse-errors", "true"));
        Assert.Equal("+I NULL 'x' 1\n+I 3 'z' 4", run.Read());
        Assert.Equal(3, run.Metrics.BadRecords);
    }

    [Fact]
    public void A_null_literal_means_null_where_it_is_not_quoted() => Assert.Equal(
        "+I NULL NULL\n+I 1 'n/a'\n+I 2 ''",
        Read("n/a,n/a\n1,\"n/a\"\n2,\n", "a INT, b STRING", ("csv.null-literal", "n/a")));

    [Fact]
    public void Another_delimiter_quote_and_escape_are_understood()
    {
        (string, string)[] options =
            [("csv.field-delimiter", ";"), ("csv.quote-character", "'"), ("csv.escape-character", "\\")];
        Assert.Equal("+I 1 'a;b''c'", Read("1;'a;b''c'\n", "a INT, b STRING", options));
        Assert.Equal("+I 1 'a;b'", Read("1;a\\;b\n", "a INT, b STRING", options));
        Assert.Equal("+I 1 E'a\\nb\\tc\"'", Read("1;'a\\nb\\tc\"'\n", "a INT, b STRING", options));
        Assert.Equal("+I 1 'it''s'\n+I 2 'x'", Read("1;'it\\'s'\n2;x", "a INT, b STRING", options));
    }

    [Fact]
    public void Without_quotes_a_quote_is_a_letter() => Assert.Equal(
        "+I 1 '\"x'\n+I 2 '\"'", Read("1,\"x\n2,\"\n", "a INT, b STRING", ("csv.disable-quote-character", "true")));

    [Fact]
    public void Arrays_and_rows_stand_in_one_field()
    {
        const string columns = "a ARRAY<INT>, r ROW<x STRING, y DOUBLE>";
        Assert.Equal("+I [1, 2, NULL] ('p', 1.5)", Read("1;2;,p;1.5\n", columns));
        Assert.Equal("+I [1] ('p', 1.5)", Read("1,\"p|1.5\"\n", columns, ("csv.array-element-delimiter", "|")));
        Assert.Equal("+I NULL NULL", Read(",\n", columns));
        Assert.Contains("column a: '1;x' is not of type ARRAY<INT>", Fails("1;x,p;1\n", columns).Message);
        Assert.Contains("column r: 'p' is not", Fails("1,p\n", columns).Message);
    }

    [Fact]
    public void A_table_of_one_column_keeps_empty_lines() =>
        Assert.Equal("+I 'a'\n+I ''\n+I 'b'", Read("a\n\nb\n", "a STRING"));

    [Theory]
    [InlineData("2001-01-01 00:03:00", "2001-01-01 00:03:00.000")]
    [InlineData("2001-01-01T00:03:00.5", "2001-01-01 00:03:00.500")]
    [InlineData("2001-01-01 00:03:00.123456", "2001-01-01 00:03:00.123")]
    [InlineData("1969-12-31 23:59:59", "1969-12-31 23:59:59.000")]
    [InlineData("2001-01-01", "2001-01-01 00:00:00.000")]
    [InlineData(" 2001-01-01 00:03:00 ", "2001-01-01 00:03:00.000")]
    [InlineData("2001-01-01T02:00:00+02:00", "2001-01-01 00:00:00.000")]
    [InlineData("2001-01-01T02:00:00Z", "2001-01-01 02:00:00.000")]
    public void Timestamps_are_read_in_several_shapes(string text, string expected) =>
        Assert.Equal($"+I {expected}", Read($"{text}\n", "ts TIMESTAMP(3)"));

    [Theory]
    [InlineData("2001-02-30 00:00:00")]
    [InlineData("2001-01-01 24:00:00")]
    [InlineData("2001-01-01 00:60:00")]
    [InlineData("2001-01-01 00:00:0x")]
    [InlineData("2001/01/01 00:00:00")]
    [InlineData("2001-01-01 00.00.00")]
    public void What_is_no_timestamp_is_a_bad_record(string text) =>
        Assert.Contains("is not of type TIMESTAMP(3)", Fails($"2001-01-01 00:00:00\n{text}\n", "ts TIMESTAMP(3)").Message);

    [Theory]
    [InlineData("-2147483648", "INT", "-2147483648")]
    [InlineData("2147483647", "INT", "2147483647")]
    [InlineData("+7", "INT", "7")]
    [InlineData("007", "INT", "7")]
    [InlineData("12345678", "INT", "12345678")]
    [InlineData("-12345678", "BIGINT", "-12345678")]
    [InlineData("123456789", "BIGINT", "123456789")]
    [InlineData("-9223372036854775808", "BIGINT", "-9223372036854775808")]
    [InlineData("5.0", "INT", "5")]
    [InlineData("-128", "TINYINT", "-128")]
    [InlineData("32767", "SMALLINT", "32767")]
    [InlineData("1.25", "DECIMAL(10, 1)", "1.3")]
    [InlineData("99999999999999999999.5", "DECIMAL(38, 2)", "99999999999999999999.50")]
    [InlineData("1e3", "DOUBLE", "1000.0")]
    [InlineData("TRUE", "BOOLEAN", "TRUE")]
    [InlineData("AQI=", "BYTES", "x'0102'")]
    [InlineData("14", "INTERVAL YEAR TO MONTH", "+1-02")]
    [InlineData("+1-02", "INTERVAL YEAR TO MONTH", "+1-02")]
    [InlineData("1000", "INTERVAL DAY TO SECOND(3)", "'+0 00:00:01.000'")]
    public void Values_of_each_type_are_read(string text, string type, string expected) =>
        Assert.Equal($"+I {expected}", Read($"{text}\n", $"v {type}"));

    [Theory]
    [InlineData("128", "TINYINT")]
    [InlineData("32768", "SMALLINT")]
    [InlineData("9223372036854775808", "BIGINT")]
    [InlineData("100", "DECIMAL(3, 1)")]
    [InlineData("1-", "INT")]
    [InlineData("--1", "INT")]
    [InlineData("maybe", "BOOLEAN")]
    [InlineData("A?==", "BYTES")]
    public void What_does_not_fit_is_a_bad_record(string text, string type) =>
        Assert.Equal("FLS5020", Fails($"{text}\n", $"v {type}").Code);

    [Fact]
    public void An_instant_without_offset_is_in_the_session_zone()
    {
        using var folder = new TempFolder();
        ConnectorRun run = new(
            "filesystem", "v TIMESTAMP_LTZ(3)",
            ("path", folder.Write("t.csv", "2020-01-01 00:00:00\n2020-01-01 00:00:00Z\n")), ("format", "csv"))
        {
            Zone = TimeZoneInfo.CreateCustomTimeZone("x", TimeSpan.FromHours(2), "x", "x"),
        };
        var values = run.ReadBatch().Values<long>(0);
        Assert.Equal(-2 * 3_600_000, values[0] - values[1]);
    }
}
