using System.Text;
using FlinkSql.Connectors.Options;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Connectors.Formats.Csv;

/// <summary>The options of CSV, with Flink's names; <c>csv.header</c> is ours.</summary>
internal sealed record CsvOptions
{
    private const string Delimiter = "csv.field-delimiter";
    private const string QuoteKey = "csv.quote-character";
    private const string NoQuote = "csv.disable-quote-character";
    private const string Comments = "csv.allow-comments";
    private const string Ignore = "csv.ignore-parse-errors";
    private const string ArrayDelimiter = "csv.array-element-delimiter";
    private const string EscapeKey = "csv.escape-character";
    private const string NullKey = "csv.null-literal";
    private const string Scientific = "csv.write-bigdecimal-in-scientific-notation";
    private const string HeaderKey = "csv.header";

    public static readonly ConnectorOption[] All =
    [
        new(HeaderKey, "whether the first line names the columns; it is read by name, and written", ["true", "false"]),
        new(Delimiter, "what stands between fields; , if not given"),
        new(QuoteKey, "what stands around fields that hold a delimiter or line end; \" if not given"),
        new(NoQuote, "whether no character is a quote", ["true", "false"]),
        new(EscapeKey, "a character that takes the next one as it is; none if not given"),
        new(NullKey, "the unquoted text that means NULL in every column"),
        new(ArrayDelimiter, "what stands between the elements of an ARRAY or ROW; ; if not given"),
        new(Comments, "whether lines that begin with # are skipped", ["true", "false"]),
        new(Ignore, "whether bad fields become NULL and bad records are dropped", ["true", "false"]),
        new(Scientific, "whether DECIMAL is written as 1E+5 where it ends in zeros", ["true", "false"]),
    ];

    public byte FieldDelimiter { get; init; } = (byte)',';

    /// <summary>The quote, or null where there is none.</summary>
    public byte? Quote { get; init; } = (byte)'"';

    public byte? Escape { get; init; }

    public byte ElementDelimiter { get; init; } = (byte)';';

    public byte[]? NullLiteral { get; init; }

    public bool Header { get; init; }

    public bool AllowComments { get; init; }

    public bool IgnoreErrors { get; init; }

    public bool ScientificDecimals { get; init; }

    public static CsvOptions Of(ConnectorTable table)
    {
        var options = new OptionSet(table.Options);
        bool noQuote = options.Flag(NoQuote);
        if (noQuote && options.Has(QuoteKey))
        {
            throw ConnectorErrors.OptionWithoutEffect(QuoteKey, $"'{NoQuote}' is true");
        }

        var read = new CsvOptions
        {
            FieldDelimiter = options.Character(Delimiter) ?? (byte)',',
            Quote = noQuote ? null : options.Character(QuoteKey) ?? (byte)'"',
            Escape = options.Character(EscapeKey),
            ElementDelimiter = options.Character(ArrayDelimiter) ?? (byte)';',
            NullLiteral = options.Text(NullKey) is { } text ? Encoding.UTF8.GetBytes(text) : null,
            Header = options.Flag(HeaderKey),
            AllowComments = options.Flag(Comments),
            IgnoreErrors = options.Flag(Ignore),
            ScientificDecimals = options.Flag(Scientific),
        };
        read.CheckDistinct();
        return read;
    }

    private void CheckDistinct()
    {
        if (FieldDelimiter == Quote || FieldDelimiter == Escape)
        {
            throw ConnectorErrors.WrongValue(
                Delimiter, ((char)FieldDelimiter).ToString(), "different from the quote and the escape character");
        }

        // The same as the field delimiter is possible: such a field stands in quotes.
        if (ElementDelimiter == Quote)
        {
            throw ConnectorErrors.WrongValue(
                ArrayDelimiter, ((char)ElementDelimiter).ToString(), "different from the quote");
        }
    }
}
