using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace FlinkSql.Codegen.Text;

/// <summary>
/// Makes readable identifiers that are unique in a scope. Of a column's name only letters, digits and underscores of
/// ASCII survive: no other text of a query reaches the source.
/// </summary>
internal sealed class NameScope(params IEnumerable<string> reserved)
{
    private const int MaxLength = 40;

    private readonly HashSet<string> _taken = [.. reserved];

    /// <summary>A new identifier like <c>price</c>, <c>windowStart</c>, <c>price2</c>.</summary>
    public string Local(string hint) => Unique(Camel(hint, upper: false));

    /// <summary>A new identifier like <c>Price</c>, <c>WindowStart</c>, <c>Price2</c>.</summary>
    public string Member(string hint) => Unique(Camel(hint, upper: true));

    /// <summary>A new identifier like <c>_price</c>.</summary>
    public string Field(string hint) => Unique('_' + Camel(hint, upper: false));

    /// <summary>A name in one case: <c>window_start</c> becomes <c>windowStart</c> or <c>WindowStart</c>.</summary>
    public static string Camel(string name, bool upper)
    {
        var text = new StringBuilder();
        bool startsWord = upper;
        foreach (char letter in name)
        {
            if (!char.IsAsciiLetterOrDigit(letter))
            {
                startsWord = text.Length != 0 || upper;
                continue;
            }

            if (text.Length == 0 && char.IsAsciiDigit(letter))
            {
                text.Append(upper ? "Column" : "column");
            }

            text.Append(startsWord ? char.ToUpperInvariant(letter)
                : text.Length == 0 ? char.ToLowerInvariant(letter)
                : letter);
            startsWord = false;
            if (text.Length == MaxLength)
            {
                break;
            }
        }

        return text.Length != 0 ? LowerIfShouting(text.ToString(), upper) : upper ? "Column" : "column";
    }

    private static string LowerIfShouting(string name, bool upper) =>
        name.Length > 1 && name.Skip(1).All(letter => !char.IsAsciiLetterLower(letter))
            ? name[..1] + name[1..].ToLowerInvariant()
            : name;

    /// <summary>A new identifier that starts like this one.</summary>
    public string Unique(string name)
    {
        string candidate = name;
        for (int number = 2; IsKeyword(candidate) || !_taken.Add(candidate); number++)
        {
            candidate = name + number;
        }

        return candidate;
    }

    private static bool IsKeyword(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None
        || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None;
}
