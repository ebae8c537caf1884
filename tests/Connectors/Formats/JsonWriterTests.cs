using FlinkSql.Runtime.Connect;
using Xunit;

namespace FlinkSql.Tests.Connectors.Formats;

/// <summary>The text that the JSON formats write.</summary>
public sealed class JsonWriterTests
{
    private static string Write(string format, string columns, string picture, params (string, string)[] options)
    {
        using var folder = new TempFolder();
        new ConnectorRun("filesystem", columns, [("path", folder["t.json"]), ("format", format), .. options]).Write(picture);
        return File.ReadAllText(folder["t.json"]);
    }

    [Fact]
    public void Each_type_has_its_natural_spelling() => Assert.Equal(
        """{"i":1,"d":1.5,"n":10.50,"b":true,"s":"a\"\\\n\u0001ä","t":"2020-01-02 03:04:05","y":"AQI=","z":null,"f":"NaN"}""" + "\n",
        Write(
            "json", "i INT, d DOUBLE, n DECIMAL(10, 2), b BOOLEAN, s STRING, t TIMESTAMP(3), y BYTES, z INT, f DOUBLE",
            """+I 1 1.5 10.50 TRUE E'a"\\\n\u0001ä' 2020-01-02 03:04:05.000 x'0102' NULL NaN"""));

    [Fact]
    public void Nested_values_are_nested() => Assert.Equal(
        """{"a":[1,null],"r":{"x":1,"y y":"p"},"m":{"1":2.5}}""" + "\n",
        Write("json", "a ARRAY<INT>, r ROW<x INT, `y y` STRING>, m MAP<INT, DOUBLE>", "+I [1, NULL] (1, 'p') {1=2.5}"));

    [Fact]
    public void Timestamps_follow_the_standard_asked_for() => Assert.Equal(
        """{"t":"2020-01-02T03:04:05.120","z":"2020-01-02T03:04:05Z"}""" + "\n",
        Write(
            "json", "t TIMESTAMP(3), z TIMESTAMP_LTZ(3)", "+I 2020-01-02 03:04:05.120 2020-01-02 03:04:05.000",
            ("json.timestamp-format.standard", "ISO-8601")));

    [Fact]
    public void Small_decimals_have_an_exponent_unless_plain_is_asked()
    {
        Assert.Equal("{\"a\":1.2E-7,\"b\":100}\n", Write("json", "a DECIMAL(10, 8), b DECIMAL(3, 0)", "+I 0.00000012 100"));
        Assert.Equal(
            "{\"a\":0.00000012}\n",
            Write("json", "a DECIMAL(10, 8)", "+I 0.00000012", ("json.encode.decimal-as-plain-number", "true")));
    }

    [Fact]
    public void Null_fields_can_be_left_out() => Assert.Equal(
        "{\"b\":1}\n{}\n",
        Write("json", "a INT, b INT", "+I NULL 1\n+I NULL NULL", ("json.encode.ignore-null-fields", "true")));

    [Fact]
    public void A_null_key_fails_is_dropped_or_is_a_literal()
    {
        const string columns = "m MAP<STRING, INT>";
        const string picture = "+I {NULL=1, 'k'=2}";
        Assert.Equal("FLS5024", Assert.Throws<ConnectorException>(() => Write("json", columns, picture)).Code);
        Assert.Equal("{\"m\":{\"k\":2}}\n", Write("json", columns, picture, ("json.map-null-key.mode", "DROP")));
        Assert.Equal("{\"m\":{\"none\":1,\"k\":2}}\n", Write(
            "json", columns, picture, ("json.map-null-key.mode", "LITERAL"), ("json.map-null-key.literal", "none")));
    }

    [Fact]
    public void A_changelog_row_stands_in_its_envelope() => Assert.Equal(
        """
        {"op":"+I","data":{"a":1}}
        {"op":"-U","data":{"a":1}}
        {"op":"+U","data":{"a":2}}
        {"op":"-D","data":{"a":2}}

        """,
        Write("changelog-json", "a INT", "+I 1\n-U 1\n+U 2\n-D 2"));

    [Fact]
    public void Debezium_has_creates_and_deletes() => Assert.Equal(
        """
        {"before":null,"after":{"a":1},"op":"c"}
        {"before":{"a":1},"after":null,"op":"d"}
        {"before":null,"after":{"a":2},"op":"c"}

        """,
        Write("debezium-json", "a INT", "+I 1\n-U 1\n+U 2"));
}
