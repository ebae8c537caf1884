using FlinkSql.Runtime.Connect;
using Xunit;

namespace FlinkSql.Tests.Connectors.Formats;

/// <summary>JSON lines as programs write them.</summary>
public sealed class JsonReaderTests
{
    private static ConnectorRun Run(TempFolder folder, string text, string columns, params (string, string)[] options) =>
        new("filesystem", columns, [("path", folder.Write("t.json", text)), ("format", "json"), .. options]);

    private static string Read(string text, string columns, params (string, string)[] options)
    {
        using var folder = new TempFolder();
        return Run(folder, text, columns, options).Read();
    }

    private static string Fails(string text, string columns, params (string, string)[] options)
    {
        using var folder = new TempFolder();
        ConnectorException error = Run(folder, text, columns, options).Fails();
        Assert.Equal("FLS5020", error.Code);
        return error.Message;
    }

    [Theory]
    [InlineData("""{"a":1,"b":"x"}""", "+I 1 'x'")]
    [InlineData("""{"b":"x","a":1}""", "+I 1 'x'")]
    [InlineData("""  { "a" : 1 , "b" : "x" }  """, "+I 1 'x'")]
    [InlineData("""{"a":"1","b":2.50}""", "+I 1 '2.50'")]
    [InlineData("""{"a":" 1 ","b":true}""", "+I 1 'true'")]
    [InlineData("""{"c":[{"a":3}],"a":1,"d":{"b":"y"},"b":"x"}""", "+I 1 'x'")]
    [InlineData("""{"a":null,"b":null}""", "+I NULL NULL")]
    [InlineData("{}", "+I NULL NULL")]
    [InlineData("""{"a":1,"a":2,"b":"x"}""", "+I 2 'x'")]
    [InlineData("""{"\u0061":1,"b":"x\u00e4\n\"\ud83d\ude42"}""", """+I 1 E'xä\n"🙂'""")]
    [InlineData("""{"a":1,"b":{"k":[1, 2]}}""", """+I 1 '{"k":[1, 2]}'""")]
    [InlineData("""{"a":1.0,"b":""}""", "+I 1 ''")]
    [InlineData("\uFEFF{\"a\":1}", "+I 1 NULL")]
    [InlineData("\n\r\n{\"a\":1}\r\n\n", "+I 1 NULL")]
    public void Reads_fields_by_name(string text, string picture) => Assert.Equal(picture, Read(text, "a INT, b STRING"));

    [Theory]
    [InlineData("""{"a":1""", "the JSON is not valid at byte 7")]
    [InlineData("""{"a":1}}""", "the JSON is not valid at byte 8")]
    [InlineData("[1]", "the line is not a JSON object")]
    [InlineData("""{"a":1.5}""", "column a: '1.5' is not of type INT")]
    [InlineData("""{"a":""}""", "column a: '' is not of type INT")]
    [InlineData("""{"a":[1]}""", "column a: '[1]' is not of type INT")]
    [InlineData("""{"a":true}""", "column a: 'true' is not of type INT")]
    [InlineData("""{"b":"\ud800"}""", "column b: ")]
    [InlineData("""{"a":NaN}""", "the JSON is not valid")]
    public void A_faulty_record_says_what_is_wrong(string text, string message) =>
        Assert.Contains("line 2: " + message, Fails($"{{\"a\":0}}\n{text}\n{{\"a\":2}}", "a INT, b STRING"));

    [Fact]
    public void Nesting_deeper_than_the_limit_is_a_bad_record() =>
        Assert.Contains("not valid", Fails($"{{\"z\":{new string('[', 100_000)}", "a INT"));

    [Fact]
    public void Nested_values_are_read_by_their_types() => Assert.Equal(
        "+I [1, NULL] (NULL, 'p') {'k'=[1.5]} x'0102'",
        Read(
            """{"a":[1,null],"r":{"y":"p","z":0},"m":{"k":[1.5]},"b":"AQI="}""",
            "a ARRAY<INT>, r ROW<x INT, y STRING>, m MAP<STRING, ARRAY<DOUBLE>>, b BYTES"));

    [Theory]
    [InlineData("""{"a":{"x":1}}""")]
    [InlineData("""{"a":[{"x":"z"}]}""")]
    [InlineData("""{"a":[{"x":1,"x":2}]}""")]
    [InlineData("""{"a":[{"y":{}},{"x":[]}]}""")]
    [InlineData("""{"a":"[]"}""")]
    public void A_nested_value_of_another_shape_is_a_bad_record(string text)
    {
        using var folder = new TempFolder();
        ConnectorRun run = Run(
            folder, $"{{\"a\":[{{\"x\":1}}]}}\n{text}\n{{\"a\":[]}}", "a ARRAY<ROW<x INT, y STRING>>", ("on-error", "skip"));
        Assert.Equal("+I [(1, NULL)]\n+I []", run.Read());
    }

    [Fact]
    public void Decimals_are_exact() => Assert.Equal(
        "+I 0.1000000000000000055511151231257827 12345678901234567890.12",
        Read(
            """{"a":0.1000000000000000055511151231257827,"b":"12345678901234567890.12"}""",
            "a DECIMAL(38, 34), b DECIMAL(38, 2)"));

    [Fact]
    public void Timestamps_are_read_in_both_standards() => Assert.Equal(
        "+I 2020-01-02 03:04:05.000 2020-01-02 03:04:05.000\n+I 2020-01-02 03:04:05.100 2020-01-02 01:04:05.100",
        Read(
            """
            {"a":"2020-01-02 03:04:05","b":"2020-01-02 03:04:05Z"}
            {"a":"2020-01-02T03:04:05.1","b":"2020-01-02T03:04:05.1+02:00"}
            """,
            "a TIMESTAMP(3), b TIMESTAMP_LTZ(3)"));

    [Fact]
    public void A_missing_field_can_be_made_an_error()
    {
        Assert.Contains(
            "the field b is missing",
            Fails("{\"a\":1,\"b\":null}\n{\"a\":1}", "a INT, b STRING", ("json.fail-on-missing-field", "true")));
        Assert.Equal("+I 1 NULL", Read("{\"a\":1,\"b\":null}", "a INT, b STRING", ("json.fail-on-missing-field", "true")));
    }

    [Fact]
    public void A_column_that_is_not_null_needs_a_value() =>
        Assert.Contains("column a is NOT NULL", Fails("{\"a\":null}", "a INT NOT NULL"));

    [Fact]
    public void Ignoring_errors_makes_bad_fields_null()
    {
        using var folder = new TempFolder();
        ConnectorRun run = Run(
            folder, "{\"a\":\"x\",\"n\":[\"y\"]}\n{\n{\"a\":2,\"n\":[3]}", "a INT, n ARRAY<INT>",
            ("json.ignore-parse-errors", "true"));
        Assert.Equal("+I NULL NULL\n+I 2 [3]", run.Read());
        Assert.Equal(3, run.Metrics.BadRecords);
    }

    [Fact]
    public void A_variant_keeps_the_JSON() => Assert.Equal(
        "+I '{\"x\": [1]}'\n+I '\"t\"'\n+I '5'\n+I NULL",
        Read("{\"v\":{\"x\": [1]}}\n{\"v\":\"t\"}\n{\"v\":5}\n{}", "v VARIANT"));

    [Fact]
    public void Rows_may_change_their_shape() => Assert.Equal(
        "+I 1 'x'\n+I 2 NULL\n+I 3 'y'\n+I NULL 'z'",
        Read("{\"a\":1,\"b\":\"x\"}\n{\"c\":0,\"a\":2}\n{\"b\":\"y\",\"a\":3}\n{\"b\":\"z\"}", "a INT, b STRING"));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Damage_is_a_clear_error_or_none(int seed)
    {
        using var folder = new TempFolder();
        var random = new Random(seed);
        byte[] good = System.Text.Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 30).Select(
            row => $$$"""{"a":{{{row}}},"b":"té\u0078t","c":[{"x":{{{row}}}},{"x":null}],"m":{"k":1.5},"v":{"d":[]}}""" + "\n")));
        for (int round = 0; round < 300; round++)
        {
            byte[] bytes = [.. good];
            for (int change = random.Next(1, 6); change > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            File.WriteAllBytes(folder["t.json"], bytes[..random.Next(bytes.Length + 1)]);
            ConnectorRun run = new(
                "filesystem", "a INT, b STRING, c ARRAY<ROW<x INT>>, m MAP<STRING, DOUBLE>, v VARIANT",
                ("path", folder["t.json"]), ("format", "json"));
            try
            {
                run.Read();
            }
            catch (ConnectorException error)
            {
                Assert.True(error.Code == "FLS5020", $"seed {seed} round {round}: {error.Code} {error.Message}");
            }
        }
    }
}
