using FlinkSql.Runtime.Connect;
using Xunit;

namespace FlinkSql.Tests.Connectors.Formats;

/// <summary>What the formats of changes read, beyond the contract.</summary>
public sealed class ChangeFormatTests
{
    private static ConnectorRun Run(TempFolder folder, string format, string text, params (string, string)[] options) =>
        new("filesystem", "a INT, b STRING", [("path", folder.Write("t.json", text)), ("format", format), .. options]);

    private static string Read(string format, string text, params (string, string)[] options)
    {
        using var folder = new TempFolder();
        return Run(folder, format, text, options).Read();
    }

    private static string Fails(string format, string text, params (string, string)[] options)
    {
        using var folder = new TempFolder();
        ConnectorException error = Run(folder, format, text, options).Fails();
        Assert.Equal("FLS5020", error.Code);
        return error.Message;
    }

    [Fact]
    public void Data_may_come_before_op() => Assert.Equal(
        "-D 1 'x'\n+U 2 NULL",
        Read("changelog-json", """
            {"data":{"b":"x","a":1},"note":[{}],"op":"-D"}
            {"op":"+U","data":{"a":2}}
            """));

    [Theory]
    [InlineData("""{"op":"+I"}""", "\"data\" is missing")]
    [InlineData("""{"data":{}}""", "\"op\" is missing")]
    [InlineData("""{"op":"I","data":{}}""", "\"op\" is none of")]
    [InlineData("""{"op":5,"data":{}}""", "\"op\" is none of")]
    [InlineData("""{"op":"+I","data":[1]}""", "\"data\" is not an object")]
    [InlineData("""{"op":"\ud800","data":{}}""", "\"op\" is none of")]
    public void A_faulty_changelog_record_says_what_is_wrong(string text, string message) =>
        Assert.Contains(message, Fails("changelog-json", text));

    [Fact]
    public void Debezium_records_become_changes() => Assert.Equal(
        "+I 1 'x'\n+I 2 'y'\n-U 1 'x'\n+U 1 'z'\n-D 2 'y'",
        Read("debezium-json", """
            {"before":null,"after":{"a":1,"b":"x"},"source":{"name":"d","after":{}},"op":"c","ts_ms":1}
            {"op":"r","after":{"a":2,"b":"y"},"before":null}
            {"after":{"a":1,"b":"z"},"before":{"a":1,"b":"x"},"op":"u"}
            {"before":{"a":2,"b":"y"},"after":null,"op":"d"}
            """));

    [Fact]
    public void An_included_schema_is_passed_over() => Assert.Equal(
        "+I 1 'x'",
        Read(
            "debezium-json",
            """{"schema":{"type":"struct","fields":[{"payload":1}]},"payload":{"before":null,"after":{"a":1,"b":"x"},"op":"c"}}""",
            ("debezium-json.schema-include", "true")));

    [Theory]
    [InlineData("""{"before":null,"after":{"a":1},"op":"u"}""", "REPLICA IDENTITY FULL")]
    [InlineData("""{"before":null,"after":null,"op":"d"}""", "REPLICA IDENTITY FULL")]
    [InlineData("""{"before":null,"after":null,"op":"c"}""", "\"after\" is null")]
    [InlineData("""{"after":{"a":1},"op":"t"}""", "\"op\" is \"t\"")]
    [InlineData("""{"payload":{"after":{"a":1},"op":"c"}}""", "schema-include' = 'true'")]
    [InlineData("""{"before":{"a":"x"},"after":{"a":1},"op":"u"}""", "column a: 'x' is not of type INT")]
    public void A_faulty_debezium_record_says_what_is_wrong(string text, string message) =>
        Assert.Contains(message, Fails("debezium-json", text));

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(100)]
    public void Both_rows_of_a_bad_update_are_dropped(int batchRows)
    {
        using var folder = new TempFolder();
        ConnectorRun run = Run(
            folder, "debezium-json", """
            {"before":null,"after":{"a":1,"b":"x"},"op":"c"}
            {"before":{"a":1,"b":"x"},"after":{"a":"?","b":"y"},"op":"u"}
            {"before":{"a":1,"b":"x"},"after":{"a":2,"b":"y"},"op":"u"}
            """,
            ("on-error", "skip"));
        var sized = new ConnectorRun("filesystem", run.Table.Schema) { Table = run.Table, BatchRows = batchRows };
        Assert.Equal("+I 1 'x'\n-U 1 'x'\n+U 2 'y'", sized.Read());
        Assert.Equal(1, sized.Metrics.BadRecords);
    }

    [Fact]
    public void A_delete_may_carry_its_key_alone()
    {
        using var folder = new TempFolder();
        string path = folder.Write("t.json", """{"op":"-D","data":{"a":1}}""");
        ConnectorRun run = new("filesystem", "a INT NOT NULL, b STRING NOT NULL", ("path", path), ("format", "changelog-json"));
        Assert.Equal("-D 1 NULL", run.Read());
    }

    [Fact]
    public void Raw_gives_lines_as_they_are()
    {
        using var folder = new TempFolder();
        string path = folder.Write("t.txt", "a,\"b\r\n\n c\nend");
        Assert.Equal(
            "+I 'a,\"b'\n+I ''\n+I ' c'\n+I 'end'",
            new ConnectorRun("filesystem", "line STRING", ("path", path), ("format", "raw")).Read());
        Assert.Equal(
            "+I E'a,\"b\\r\\n\\n'\n+I E'\\nend'",
            new ConnectorRun("filesystem", "line STRING", ("path", path), ("format", "raw"), ("raw.line-delimiter", " c")).Read());
        Assert.Equal(
            "+I x'612c2262'",
            new ConnectorRun("filesystem", "line BYTES", ("path", folder.Write("u.txt", "a,\"b\n")), ("format", "raw")).Read(),
            ignoreCase: true);
    }

    [Fact]
    public void Raw_writes_lines()
    {
        using var folder = new TempFolder();
        ConnectorRun run = new("filesystem", "line STRING", ("path", folder["t.txt"]), ("format", "raw"));
        run.Write("+I 'x y'\n+I NULL\n+I 'z'");
        Assert.Equal("x y\n\nz\n", File.ReadAllText(folder["t.txt"]));
        Assert.Equal("FLS5024", Assert.Throws<ConnectorException>(() => run.Write("+I E'a\\nb'")).Code);
    }
}
