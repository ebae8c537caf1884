using System.Text;
using FlinkSql.Connectors.Options;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Connectors.Formats.Json;

/// <summary>What becomes of a map entry whose key is NULL, which JSON cannot spell.</summary>
internal enum NullKeyMode
{
    Fail,
    Drop,
    Literal,
}

/// <summary>The options of the JSON formats, with Flink's names behind the prefix of the format.</summary>
internal sealed record JsonOptions
{
    private const string Ignore = ".ignore-parse-errors";
    private const string TimestampFormat = ".timestamp-format.standard";
    private const string NullKeyModeKey = ".map-null-key.mode";
    private const string NullKeyLiteralKey = ".map-null-key.literal";
    private const string PlainDecimals = ".encode.decimal-as-plain-number";
    private const string IgnoreNulls = ".encode.ignore-null-fields";
    private const string FailOnMissing = ".fail-on-missing-field";
    private const string ParserEnabled = ".decode.json-parser.enabled";
    private const string SchemaInclude = ".schema-include";

    public bool IgnoreErrors { get; init; }

    public bool FailOnMissingField { get; init; }

    public bool IgnoreNullFields { get; init; }

    /// <summary>Whether Debezium records stand in a "payload" beside their schema.</summary>
    public bool SchemaIncluded { get; init; }

    public TextStyle Style { get; init; }

    public NullKeyMode NullKeys { get; init; }

    public byte[] NullKeyLiteral { get; init; } = "null"u8.ToArray();

    /// <summary>The options that every JSON format has.</summary>
    public static ConnectorOption[] Common(string prefix) =>
    [
        new(prefix + Ignore, "whether bad fields become NULL and bad records are dropped", ["true", "false"]),
        new(prefix + TimestampFormat, "how timestamps are written: with a space or a T; both are read", ["SQL", "ISO-8601"]),
        new(prefix + NullKeyModeKey, "what becomes of a map entry whose key is NULL", ["FAIL", "DROP", "LITERAL"]),
        new(prefix + NullKeyLiteralKey, "the key written for NULL in mode LITERAL"),
        new(prefix + PlainDecimals, "whether small DECIMALs are written as 0.00000012, not 1.2E-7", ["true", "false"]),
        new(prefix + IgnoreNulls, "whether fields that are NULL are left out", ["true", "false"]),
    ];

    /// <summary>The options of plain JSON alone.</summary>
    public static ConnectorOption[] Plain(string prefix) =>
    [
        new(prefix + FailOnMissing, "whether a record without a wanted field is bad, not NULL there", ["true", "false"]),
        new(prefix + ParserEnabled, "known for compatibility; there is one parser", ["true", "false"]),
    ];

    /// <summary>The options of Debezium JSON alone.</summary>
    public static ConnectorOption[] Debezium(string prefix) =>
    [
        new(
            prefix + SchemaInclude, "whether records that are read stand in a \"payload\" beside their schema",
            ["true", "false"]),
    ];

    public static JsonOptions Of(ConnectorTable table, string prefix)
    {
        var options = new OptionSet(table.Options);
        var nullKeys = (NullKeyMode)options.Choice(prefix + NullKeyModeKey, "FAIL", "DROP", "LITERAL");
        if (nullKeys != NullKeyMode.Literal && options.Has(prefix + NullKeyLiteralKey))
        {
            throw ConnectorErrors.OptionWithoutEffect(
                prefix + NullKeyLiteralKey, $"'{prefix + NullKeyModeKey}' is not LITERAL");
        }

        bool ignore = options.Flag(prefix + Ignore);
        bool failOnMissing = options.Flag(prefix + FailOnMissing);
        if (ignore && failOnMissing)
        {
            throw ConnectorErrors.OptionWithoutEffect(prefix + FailOnMissing, $"'{prefix + Ignore}' is true");
        }

        options.Flag(prefix + ParserEnabled);
        return new JsonOptions
        {
            IgnoreErrors = ignore,
            FailOnMissingField = failOnMissing,
            IgnoreNullFields = options.Flag(prefix + IgnoreNulls),
            SchemaIncluded = options.Flag(prefix + SchemaInclude),
            Style = new TextStyle(
                Iso: options.Choice(prefix + TimestampFormat, "SQL", "ISO-8601") == 1,
                Decimals: options.Flag(prefix + PlainDecimals) ? DecimalStyle.Plain : DecimalStyle.Scientific),
            NullKeys = nullKeys,
            NullKeyLiteral = Encoding.UTF8.GetBytes(options.Text(prefix + NullKeyLiteralKey) ?? "null"),
        };
    }
}
