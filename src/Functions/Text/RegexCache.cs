using System.Text.RegularExpressions;

namespace FlinkSql.Functions.Text;

/// <summary>Compiled regular expressions by their text.</summary>
internal static class RegexCache
{
    [ThreadStatic]
    private static PatternCache<JavaPattern?>? t_java;

    [ThreadStatic]
    private static PatternCache<JavaPattern?>? t_similar;

    /// <summary>The expression, or null if the text is none.</summary>
    public static JavaPattern? Find(ReadOnlySpan<byte> pattern) => (t_java ??= new(MakeJava)).Get(pattern);

    /// <summary>The pattern of SIMILAR TO as an expression that covers the whole text, or null if it is none.</summary>
    public static JavaPattern? FindSimilar(ReadOnlySpan<byte> pattern) => (t_similar ??= new(MakeSimilar)).Get(pattern);

    private static JavaPattern? MakeJava(string pattern)
    {
        try
        {
            return JavaPattern.Make(JavaRegex.Translate(pattern));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static JavaPattern? MakeSimilar(string pattern) =>
        JavaPattern.Make($"\\A(?:{SimilarPattern.Translate(pattern)})\\z", RegexOptions.Singleline);
}
