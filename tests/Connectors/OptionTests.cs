using FlinkSql.Connectors;
using FlinkSql.Connectors.Options;
using FlinkSql.Runtime.Connect;
using Xunit;

namespace FlinkSql.Tests.Connectors;

/// <summary>Names and values of options: what is wrong is said, with what was meant.</summary>
public sealed class OptionTests
{
    private static ConnectorException Fails(params (string, string)[] options)
    {
        using var folder = new TempFolder();
        ConnectorRun run = new("filesystem", "a INT", [("path", folder["x.csv"]), .. options]);
        return Assert.Throws<ConnectorException>(() => run.Connector.Describe(run.Table));
    }

    private static void Fails(string code, string option, string message, string? hint, params (string, string)[] options)
    {
        ConnectorException error = Fails(options);
        Assert.Equal(code, error.Code);
        Assert.Equal(option, error.Option);
        Assert.Equal(message, error.Message);
        if (hint is not null)
        {
            Assert.Equal(hint, error.Hint);
        }
    }

    [Fact]
    public void An_unknown_value_names_the_nearest()
    {
        Fails(
            "FLS5006", "format", "option 'format' = 'jsn' is not a known format",
            "did you mean \"json\"? formats: arrow, changelog-json, csv, debezium-json, json, raw", ("format", "jsn"));
        Fails(
            "FLS5006", "on-error", "option 'on-error' = 'dead-leter' is not one of fail, skip, dead-letter",
            "did you mean 'dead-letter'?", ("format", "csv"), ("on-error", "dead-leter"));
        Fails(
            "FLS5006", "json.timestamp-format.standard",
            "option 'json.timestamp-format.standard' = 'ISO8601' is not one of SQL, ISO-8601",
            "did you mean 'ISO-8601'?", ("format", "json"), ("json.timestamp-format.standard", "ISO8601"));
    }

    [Fact]
    public void A_value_of_another_type_is_an_error()
    {
        Fails(
            "FLS5006", "csv.header", "option 'csv.header' = 'yes' is not true or false", null,
            ("format", "csv"), ("csv.header", "yes"));
        Fails(
            "FLS5006", "csv.field-delimiter", "option 'csv.field-delimiter' = '||' is not a single ASCII character", null,
            ("format", "csv"), ("csv.field-delimiter", "||"));
        Fails(
            "FLS5006", "scan.rows-per-second", "option 'scan.rows-per-second' = '0' is not a whole number from 1 to 2147483647",
            null, ("format", "csv"), ("scan.rows-per-second", "0"));
    }

    [Fact]
    public void A_missing_option_is_an_error() => Assert.Equal("FLS5003", Fails().Code);

    [Theory]
    [InlineData("csv", "json.ignore-parse-errors", "true")]
    [InlineData("csv", "dead-letter.path", "/tmp/x")]
    [InlineData("arrow", "on-error", "skip")]
    [InlineData("json", "json.map-null-key.literal", "x")]
    public void An_option_without_effect_is_an_error(string format, string key, string value)
    {
        ConnectorException error = Fails(("format", format), (key, value));
        Assert.Equal("FLS5007", error.Code);
        Assert.Equal(key, error.Option);
    }

    [Fact]
    public void Two_ways_to_treat_errors_are_one_too_many() => Assert.Equal(
        "FLS5007", Fails(("format", "csv"), ("on-error", "skip"), ("csv.ignore-parse-errors", "true")).Code);

    [Theory]
    [InlineData("csv", "a MAP<STRING, INT>")]
    [InlineData("csv", "a ARRAY<ARRAY<INT>>")]
    [InlineData("raw", "a INT")]
    [InlineData("raw", "a STRING, b STRING")]
    public void A_column_that_the_format_cannot_hold_is_an_error(string format, string columns)
    {
        ConnectorRun run = new("filesystem", columns, ("path", "/x"), ("format", format));
        Assert.Equal("FLS5008", run.Fails().Code);
    }

    [Fact]
    public void The_registry_knows_every_connector_and_option()
    {
        var registry = new ConnectorRegistry();
        Assert.Equal(["blackhole", "datagen", "filesystem", "nexmark", "print"], registry.Names);
        Assert.Null(registry.Find("kafka"));
        var error = Assert.Throws<ConnectorException>(() => registry.Get("file-system"));
        Assert.Equal("FLS5001", error.Code);
        Assert.Equal("did you mean \"filesystem\"? connectors: blackhole, datagen, filesystem, nexmark, print", error.Hint);
        Assert.Contains("csv.null-literal", registry.OptionKeys);
    }

    [Fact]
    public void Every_option_says_what_it_does()
    {
        var registry = new ConnectorRegistry();
        Assert.All(
            registry.Names.SelectMany(name => registry.Get(name).Options),
            option => Assert.True(option.Description.Length > 5, option.Key));
    }

    [Theory]
    [InlineData("10 s", 10_000)]
    [InlineData("5min", 300_000)]
    [InlineData("250", 250)]
    [InlineData("1 D", 86_400_000)]
    public void Spans_of_time_are_read(string text, long millis)
    {
        Assert.True(DurationText.TryParse(text, out TimeSpan span));
        Assert.Equal(millis, span.TotalMilliseconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("5 weeks")]
    [InlineData("-1 s")]
    [InlineData("99999999999999 d")]
    public void What_is_no_span_is_not(string text) => Assert.False(DurationText.TryParse(text, out _));
}
