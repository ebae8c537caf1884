using Antlr4.Runtime;
using FlinkSql.Parser.Generated;

namespace FlinkSql.Parser.Reading;

/// <summary>The words with a meaning of their own, taken from the grammar.</summary>
internal static class Keywords
{
    private static readonly Dictionary<string, int> Types = ReadTypes();

    private static readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> TypesBySpan =
        Types.GetAlternateLookup<ReadOnlySpan<char>>();

    // Only errors and the printer ask; a good statement is read without it.
    private static readonly Lazy<HashSet<int>> NameTypes = new(ReadNameTypes);

    /// <summary>All keywords in upper case.</summary>
    public static IEnumerable<string> All => Types.Keys;

    /// <summary>The token type of a word, IDENTIFIER if it is no keyword.</summary>
    public static int TypeOf(ReadOnlySpan<char> word) =>
        TypesBySpan.TryGetValue(word, out int type) ? type : FlinkSqlLexer.IDENTIFIER;

    /// <summary>True if the word cannot be a name without quotes.</summary>
    public static bool IsReserved(string word) => Types.TryGetValue(word, out int type) && !MayBeName(type);

    /// <summary>True if tokens of this type are keywords.</summary>
    public static bool IsKeyword(int type) => type > 0 && TextOf(type) is { } word && Types.ContainsKey(word);

    /// <summary>The word of a keyword's token type, or null for other tokens.</summary>
    public static string? TextOf(int type) => FlinkSqlLexer.DefaultVocabulary.GetSymbolicName(type)?.TrimEnd('_');

    /// <summary>True if a token of this type can stand where a name is wanted.</summary>
    public static bool MayBeName(int type) => NameTypes.Value.Contains(type);

    private static Dictionary<string, int> ReadTypes()
    {
        // Keywords stand in the tokens block only, so no lexer rule has their name.
        HashSet<string> rules = [.. FlinkSqlLexer.ruleNames];
        Vocabulary vocabulary = (Vocabulary)FlinkSqlLexer.DefaultVocabulary;
        Dictionary<string, int> types = new(StringComparer.OrdinalIgnoreCase);
        for (int type = 1; type <= vocabulary.getMaxTokenType(); type++)
        {
            string? name = vocabulary.GetSymbolicName(type);
            if (name is not null && !rules.Contains(name)) types.Add(name.TrimEnd('_'), type);
        }
        return types;
    }

    private static HashSet<int> ReadNameTypes()
    {
        Antlr4.Runtime.Atn.ATN atn = FlinkSqlParser._ATN;
        return [.. atn.NextTokens(atn.ruleToStartState[FlinkSqlParser.RULE_identifier]).ToArray()];
    }
}
