using System.Text.RegularExpressions;

namespace FlinkSql.Functions.Text;

/// <summary>
/// A compiled regular expression. Whether and where it matches is found without backtracking, in time proportional to
/// the input; the few expressions that need lookarounds or backreferences run with a time limit. Groups of a match that
/// is known are read by a faster expression with backtracking, which is given up should it once take long.
/// </summary>
internal sealed class JavaPattern
{
    private const RegexOptions Options = RegexOptions.CultureInvariant;

    /// <summary>Compiling costs milliseconds, so it waits until the expression is used often.</summary>
    private const int CompileAfter = 100;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan GroupLimit = TimeSpan.FromMilliseconds(100);

    private readonly string _text;
    private readonly RegexOptions _options;
    private Regex? _groups;
    private int _groupCalls;

    private JavaPattern(string text, RegexOptions options, Regex regex)
    {
        _text = text;
        _options = options;
        Regex = regex;
    }

    /// <summary>For matching without groups.</summary>
    public Regex Regex { get; }

    /// <summary>The expression of a text in .NET's dialect, or null if it is none.</summary>
    public static JavaPattern? Make(string text, RegexOptions more = RegexOptions.None)
    {
        RegexOptions options = Options | more;
        try
        {
            return new JavaPattern(text, options, new Regex(text, options | RegexOptions.NonBacktracking));
        }
        catch (NotSupportedException)
        {
            return new JavaPattern(text, options, new Regex(text, options, Limit));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Whether the expression matches a part of the text.</summary>
    /// <exception cref="QueryException">An expression with backtracking took too long.</exception>
    public bool IsMatch(ReadOnlySpan<char> text)
    {
        try
        {
            return Regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            throw new QueryException(
                "FLS6014", "a regular expression took more than a second on one value",
                "lookarounds and backreferences make expressions slow; without them there is no limit");
        }
    }

    /// <summary>The first match with its groups; there is one.</summary>
    public Match FirstMatch(string text)
    {
        if (_groups is null && ++_groupCalls == CompileAfter && Regex.Options.HasFlag(RegexOptions.NonBacktracking))
        {
            _groups = new Regex(_text, _options | RegexOptions.Compiled, GroupLimit);
        }

        try
        {
            return (_groups ?? Regex).Match(text);
        }
        catch (RegexMatchTimeoutException) when (_groups is not null)
        {
            _groups = null;
            return Regex.Match(text);
        }
    }
}
