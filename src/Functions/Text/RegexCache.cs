using System.Text.RegularExpressions;

namespace FlinkSql.Functions.Text;

/// <summary>
/// Compiled regular expressions by their text. They run without backtracking, in time proportional to the input; the
/// few that need lookarounds or backreferences run with a time limit.
/// </summary>
internal static class RegexCache
{
    private const RegexOptions Options = RegexOptions.CultureInvariant;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    [ThreadStatic]
    private static PatternCache<Regex?>? t_java;

    [ThreadStatic]
    private static PatternCache<Regex?>? t_similar;

    /// <summary>The expression, or null if the text is none.</summary>
    public static Regex? Find(ReadOnlySpan<byte> pattern) => (t_java ??= new(MakeJava)).Get(pattern);

    /// <summary>The pattern of SIMILAR TO as an expression that covers the whole text, or null if it is none.</summary>
    public static Regex? FindSimilar(ReadOnlySpan<byte> pattern) => (t_similar ??= new(MakeSimilar)).Get(pattern);

    /// <summary>Whether the expression matches a part of the text.</summary>
    /// <exception cref="QueryException">An expression with backtracking took too long.</exception>
    public static bool IsMatch(Regex regex, ReadOnlySpan<byte> text)
    {
        try
        {
            return regex.IsMatch(Utf16.Of(text));
        }
        catch (RegexMatchTimeoutException)
        {
            throw new QueryException(
                "FLS6014", "a regular expression took more than a second on one value",
                "lookarounds and backreferences make expressions slow; without them there is no limit");
        }
    }

    private static Regex? MakeJava(string pattern)
    {
        try
        {
            return Make(JavaRegex.Translate(pattern), Options);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static Regex? MakeSimilar(string pattern)
    {
        string inner = SimilarPattern.Translate(pattern);
        return Make($"\\A(?:{inner})\\z", Options | RegexOptions.Singleline);
    }

    private static Regex? Make(string pattern, RegexOptions options)
    {
        try
        {
            return new Regex(pattern, options | RegexOptions.NonBacktracking);
        }
        catch (NotSupportedException)
        {
            return new Regex(pattern, options, Limit);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
