using System.Text;

namespace FlinkSql.Functions.Text;

/// <summary>
/// SIMILAR TO: <c>%</c> and <c>_</c> as in LIKE, the other signs as in regular expressions, a backslash before a sign
/// that stands for itself, and the classes <c>[:ALPHA:]</c>.
/// </summary>
internal static class SimilarPattern
{
    public static string Translate(string pattern)
    {
        var result = new StringBuilder(pattern.Length + 16);
        bool inClass = false;
        for (int at = 0; at < pattern.Length; at++)
        {
            char character = pattern[at];
            if (character == '\\' && at + 1 < pattern.Length)
            {
                result.Append('\\').Append(pattern[++at]);
            }
            else if (inClass && character == '[' && NamedClass(pattern.AsSpan(at), out string? ranges, out int length))
            {
                result.Append(ranges);
                at += length - 1;
            }
            else
            {
                inClass = character == '[' || (inClass && character != ']');
                result.Append(inClass ? character.ToString() : character switch { '%' => ".*", '_' => ".", _ => character.ToString() });
            }
        }

        return result.ToString();
    }

    private static bool NamedClass(ReadOnlySpan<char> text, out string? ranges, out int length)
    {
        length = text.IndexOf(":]") + 2;
        ranges = length < 2 ? null : text[..length].ToString().ToUpperInvariant() switch
        {
            "[:ALPHA:]" => "a-zA-Z",
            "[:UPPER:]" => "A-Z",
            "[:LOWER:]" => "a-z",
            "[:DIGIT:]" => "0-9",
            "[:ALNUM:]" => "a-zA-Z0-9",
            "[:SPACE:]" => " ",
            "[:WHITESPACE:]" => "\\s",
            _ => null,
        };
        return ranges is not null;
    }
}
