using System.Text;
using FlinkSql.Connectors.Options;
using FlinkSql.Runtime.Connect;
using FlinkSql.Runtime.Operators;

namespace FlinkSql.Connectors.Formats;

/// <summary>What happens to a record that cannot be read.</summary>
internal enum BadRecordPolicy
{
    /// <summary>The job fails with the place and text of the record.</summary>
    Fail,

    /// <summary>The record is dropped and counted.</summary>
    Skip,

    /// <summary>The record is written to a file, dropped and counted.</summary>
    DeadLetter,
}

/// <summary>
/// The bad records of one file: every format reports them here. Where a format is told to ignore parse errors, a
/// record is dropped and counted, and a field that cannot be read is NULL.
/// </summary>
internal sealed class BadRecords(
    string file, OperatorMetrics metrics, BadRecordPolicy policy, DeadLetterFile? deadLetters = null)
{
    private const int TextShown = 200;

    public const string PolicyKey = "on-error";
    public const string PathKey = "dead-letter.path";

    /// <summary>The options that every source of records has.</summary>
    public static readonly ConnectorOption[] Options =
    [
        new(PolicyKey, "what a bad record does: stop the job, be dropped, or be dropped and written to a file",
            ["fail", "skip", "dead-letter"]),
        new(PathKey, "the file of JSON lines that bad records are appended to"),
    ];

    /// <summary>Whether a field that cannot be read is NULL, and a record dropped, whatever the policy.</summary>
    public bool IgnoreErrors { get; set; }

    public string File => file;

    /// <summary>Reads and checks the options.</summary>
    public static BadRecordPolicy PolicyOf(OptionSet options)
    {
        var policy = (BadRecordPolicy)options.Choice(PolicyKey, "fail", "skip", "dead-letter");
        if (policy == BadRecordPolicy.DeadLetter)
        {
            options.Required(PathKey, "bad records are to be written to a file");
        }
        else if (options.Has(PathKey))
        {
            throw ConnectorErrors.OptionWithoutEffect(PathKey, $"'{PolicyKey}' is not 'dead-letter'");
        }

        return policy;
    }

    /// <summary>Reports a record. It returns if the record is to be dropped.</summary>
    /// <param name="line">The line on which it begins, from 1; 0 in a file without lines.</param>
    /// <param name="message">What is wrong, with the column where one is at fault.</param>
    /// <param name="record">Its bytes.</param>
    /// <exception cref="ConnectorException">The policy is to fail.</exception>
    public void Report(long line, string message, ReadOnlySpan<byte> record)
    {
        if (policy == BadRecordPolicy.Fail && !IgnoreErrors)
        {
            throw ConnectorErrors.BadRecord(line == 0 ? file : $"{file} line {line}", message, Excerpt(record));
        }

        metrics.BadRecords++;
        if (!IgnoreErrors)
        {
            deadLetters?.Write(file, line, message, record);
        }
    }

    /// <summary>Counts a field that became NULL because errors are ignored.</summary>
    public void CountIgnored(int fields) => metrics.BadRecords += fields;

    /// <summary>The beginning of a text, on one line.</summary>
    internal static string Excerpt(ReadOnlySpan<byte> text)
    {
        bool cut = text.Length > TextShown;
        string shown = Encoding.UTF8.GetString(cut ? text[..TextShown] : text);
        var clean = new StringBuilder(shown.Length);
        foreach (char letter in shown)
        {
            clean.Append(letter switch
            {
                '\r' => "\\r",
                '\n' => "\\n",
                '\t' => "\\t",
                < ' ' => "\uFFFD",
                _ => letter.ToString(),
            });
        }

        return cut ? $"{clean.ToString().TrimEnd('\uFFFD')}... ({text.Length:N0} bytes)" : clean.ToString();
    }
}
