using System.Globalization;

namespace FlinkSql.Connectors.Options;

/// <summary>
/// Reads the options of a table by type; a wrong value is an error that names the option and what it takes.
/// </summary>
internal readonly struct OptionSet(IReadOnlyDictionary<string, string> options)
{
    public IEnumerable<string> Keys => options.Keys;

    public bool Has(string key) => options.ContainsKey(key);

    /// <summary>The text of an option, or null where it is not given.</summary>
    public string? Text(string key) => options.GetValueOrDefault(key);

    public string Required(string key, string what) =>
        Text(key) is { Length: > 0 } text ? text : throw ConnectorErrors.MissingOption(key, what);

    public bool Flag(string key, bool fallback = false) => Text(key)?.Trim().ToLowerInvariant() switch
    {
        null => fallback,
        "true" => true,
        "false" => false,
        _ => throw ConnectorErrors.WrongValue(key, Text(key)!, "true or false"),
    };

    public long Number(string key, long fallback, long least, long most)
    {
        if (Text(key) is not { } text)
        {
            return fallback;
        }

        CultureInfo plain = CultureInfo.InvariantCulture;
        return long.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, plain, out long number) && number >= least && number <= most
            ? number
            : throw ConnectorErrors.WrongValue(key, text, $"a whole number from {least} to {most}");
    }

    public double Real(string key, double fallback, double least, double most)
    {
        if (Text(key) is not { } text)
        {
            return fallback;
        }

        bool parsed = double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out double number);
        return parsed && number >= least && number <= most
            ? number
            : throw ConnectorErrors.WrongValue(
                key, text, string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"));
    }

    /// <summary>The position of the option's value in the list of those allowed; 0 where it is not given.</summary>
    public int Choice(string key, params string[] values)
    {
        if (Text(key) is not { } text)
        {
            return 0;
        }

        int index = Array.FindIndex(values, value => value.Equals(text.Trim(), StringComparison.OrdinalIgnoreCase));
        return index >= 0
            ? index
            : throw ConnectorErrors.WrongValue(
                key, text, $"one of {string.Join(", ", values)}",
                NearestName.Find(text, values) is { } nearest ? $"did you mean '{nearest}'?" : null);
    }

    /// <summary>An option that is one ASCII character; <c>\t</c> and the like are understood.</summary>
    public byte? Character(string key)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        string letter = text switch { @"\t" => "\t", @"\\" => "\\", @"\0" => "\0", _ => text };
        return letter.Length == 1 && letter[0] < 128 && letter[0] is not '\n' and not '\r'
            ? (byte)letter[0]
            : throw ConnectorErrors.WrongValue(key, text, "a single ASCII character");
    }
}
