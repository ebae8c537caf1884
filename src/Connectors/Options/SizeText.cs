using System.Globalization;

namespace FlinkSql.Connectors.Options;

/// <summary>Reads numbers of bytes as Flink writes them: <c>128MB</c>, <c>64 kb</c>; units are powers of 1024.</summary>
internal static class SizeText
{
    private static readonly (string[] Names, int Shift)[] Units =
    [
        (["", "b", "bytes"], 0),
        (["k", "kb", "kibibytes"], 10),
        (["m", "mb", "mebibytes"], 20),
        (["g", "gb", "gibibytes"], 30),
    ];

    /// <summary>The size an option gives; null where it is not given.</summary>
    public static long? Read(OptionSet options, string key)
    {
        if (options.Text(key)?.Trim() is not { } text)
        {
            return null;
        }

        int digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        digits = digits < 0 ? text.Length : digits;
        string unit = text[digits..].Trim().ToLowerInvariant();
        (string[]? names, int shift) = Units.FirstOrDefault(entry => entry.Names.Contains(unit));
        return names is not null
            && long.TryParse(text[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            && number > 0 && number <= long.MaxValue >> shift
            ? number << shift
            : throw ConnectorErrors.WrongValue(key, text, "a size such as 128MB");
    }
}
