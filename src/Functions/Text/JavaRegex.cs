using System.Text;

namespace FlinkSql.Functions.Text;

/// <summary>
/// Rewrites a regular expression of Java, the dialect of Flink's functions, as one of .NET that matches the same:
/// <c>\d \w \s</c> mean ASCII, <c>\Q..\E</c> quotes, <c>\p{Alpha}</c> and its kin are classes, <c>$ ^ .</c> know only
/// <c>\n</c>.
/// </summary>
internal static class JavaRegex
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
                at = Escape(pattern, at + 1, inClass, result);
                continue;
            }

            if (character == '[' && inClass)
            {
                // A nested class is a union in Java; .NET takes the bracket as a character.
                throw new FormatException("character classes inside character classes are not supported");
            }

            inClass = character == '[' || (inClass && character != ']');
            result.Append(character);
            if (character == '[')
            {
                at = CopyClassStart(pattern, at, result);
            }
            else if (!inClass && character is '*' or '+' or '?' or '}' && at + 1 < pattern.Length && pattern[at + 1] == '+')
            {
                throw new FormatException("possessive quantifiers are not supported");
            }
        }

        return result.ToString();
    }

    /// <summary>A bracket directly after <c>[</c> or <c>[^</c> is a character of the class.</summary>
    private static int CopyClassStart(string pattern, int at, StringBuilder result)
    {
        if (at + 1 < pattern.Length && pattern[at + 1] == '^')
        {
            result.Append('^');
            at++;
        }

        if (at + 1 < pattern.Length && pattern[at + 1] == ']')
        {
            result.Append("\\]");
            at++;
        }

        return at;
    }

    /// <summary>Writes one escape, given where its letter stands, and returns where its last character stands.</summary>
    private static int Escape(string pattern, int at, bool inClass, StringBuilder result)
    {
        switch (pattern[at])
        {
            case 'Q':
                int end = pattern.IndexOf("\\E", at + 1, StringComparison.Ordinal);
                string quoted = end < 0 ? pattern[(at + 1)..] : pattern[(at + 1)..end];
                result.Append(System.Text.RegularExpressions.Regex.Escape(quoted).Replace("]", "\\]"));
                return end < 0 ? pattern.Length - 1 : end + 1;
            case 'd':
                result.Append(inClass ? "0-9" : "[0-9]");
                return at;
            case 'w':
                result.Append(inClass ? "a-zA-Z0-9_" : "[a-zA-Z0-9_]");
                return at;
            case 's':
                result.Append(inClass ? " \\t\\n\\x0B\\f\\r" : "[ \\t\\n\\x0B\\f\\r]");
                return at;
            case 'D' when !inClass:
                result.Append("[^0-9]");
                return at;
            case 'W' when !inClass:
                result.Append("[^a-zA-Z0-9_]");
                return at;
            case 'S' when !inClass:
                result.Append("[^ \\t\\n\\x0B\\f\\r]");
                return at;
            case 'h':
                result.Append(inClass ? " \\t\\u00A0" : "[ \\t\\u00A0]");
                return at;
            case 'R' when !inClass:
                result.Append("(?:\\r\\n|[\\n\\x0B\\f\\r\\u0085\\u2028\\u2029])");
                return at;
            case 'p' or 'P' when at + 1 < pattern.Length && pattern[at + 1] == '{':
                return Property(pattern, at, inClass, result);
            default:
                result.Append('\\').Append(pattern[at]);
                return at;
        }
    }

    private static int Property(string pattern, int at, bool inClass, StringBuilder result)
    {
        int end = pattern.IndexOf('}', at);
        if (end < 0)
        {
            throw new FormatException("\\p{ has no }");
        }

        string name = pattern[(at + 2)..end];
        string? ranges = name switch
        {
            "Lower" => "a-z",
            "Upper" => "A-Z",
            "Alpha" => "a-zA-Z",
            "Digit" => "0-9",
            "Alnum" => "a-zA-Z0-9",
            "Punct" => "!-/:-@\\[-`{-~",
            "Graph" => "!-~",
            "Print" => " -~",
            "Blank" => " \\t",
            "Cntrl" => "\\x00-\\x1F\\x7F",
            "XDigit" => "0-9a-fA-F",
            "Space" => " \\t\\n\\x0B\\f\\r",
            "ASCII" => "\\x00-\\x7F",
            _ => null,
        };
        bool negated = pattern[at] == 'P';
        if (ranges is null)
        {
            result.Append('\\').Append(pattern[at]).Append('{').Append(name.StartsWith("Is") ? name[2..] : name).Append('}');
        }
        else if (inClass)
        {
            result.Append(negated ? throw new FormatException($"\\P{{{name}}} inside a class is not supported") : ranges);
        }
        else
        {
            result.Append(negated ? "[^" : "[").Append(ranges).Append(']');
        }

        return end;
    }
}
