using System.Text;

namespace FlinkSql.Parser.Printing;

/// <summary>The SQL words of enum members: <c>EstimatedCost</c> is ESTIMATED_COST, or ESTIMATED COST with a space.</summary>
internal static class Words
{
    public static string Of<T>(T value, char separator = '_')
        where T : struct, Enum
    {
        StringBuilder words = new();
        foreach (char letter in value.ToString())
        {
            if (char.IsAsciiLetterUpper(letter) && words.Length > 0) words.Append(separator);
            words.Append(char.ToUpperInvariant(letter));
        }
        return words.ToString();
    }
}
