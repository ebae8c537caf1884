using System.Text.RegularExpressions;

namespace FlinkSql.Functions.Text;

/// <summary>
/// A compiled regular expression. Whether and where it matches is found without backtracking, in time proportional to
/// the input; the few expressions that need lookarounds or backreferences run with a time limit. Groups of a match are read
/// by a faster expression with backtracking, which is given up should it once take long.
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
    private readonly Regex _regex;
    private Regex? _groups;
    private int _groupCalls;

    private JavaPattern(string text, RegexOptions options, Regex regex)
    {
        _text = text;
        _options = options;
        _regex = regex;
        GroupCount = regex.GetGroupNumbers().Length;
    }

    /// <summary>The groups a match has, the whole match included.</summary>
    public int GroupCount { get; }

    /// <summary>The expression of a text in .NET's dialect, or null if it is none.</summary>
    /// <param name="text">The expression.</param>
    /// <param name="more">Options besides the usual ones.</param>
    /// <param name="limit">How long one match may take if it has to backtrack; a second unless told.</param>
    public static JavaPattern? Make(string text, RegexOptions more = RegexOptions.None, TimeSpan? limit = null)
    {
        RegexOptions options = Options | more;
        try
        {
            return new JavaPattern(text, options, new Regex(text, options | RegexOptions.NonBacktracking));
        }
        catch (NotSupportedException)
        {
            return new JavaPattern(text, options, new Regex(text, options, limit ?? Limit));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Whether the expression matches a part of the text.</summary>
    public bool IsMatch(ReadOnlySpan<char> text)
    {
        try
        {
            return _regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            throw TookLong();
        }
    }

    /// <summary>Where the expression matches, without groups and without allocating.</summary>
    public Matches EnumerateMatches(ReadOnlySpan<char> text) => new(_regex.EnumerateMatches(text));

    /// <summary>The first match with its groups; not successful where there is none.</summary>
    public Match FirstMatch(string text)
    {
        if (_groups is null && ++_groupCalls == CompileAfter && _regex.Options.HasFlag(RegexOptions.NonBacktracking))
        {
            _groups = new Regex(_text, _options | RegexOptions.Compiled, GroupLimit);
        }

        try
        {
            return (_groups ?? _regex).Match(text);
        }
        catch (RegexMatchTimeoutException) when (_groups is not null)
        {
            _groups = null;
            return _regex.Match(text);
        }
        catch (RegexMatchTimeoutException)
        {
            throw TookLong();
        }
    }

    /// <summary>All matches with their groups.</summary>
    public IEnumerable<Match> AllMatches(string text)
    {
        try
        {
            // Matches are found when they are asked for, so all are asked for here.
            return _regex.Matches(text).ToArray();
        }
        catch (RegexMatchTimeoutException)
        {
            throw TookLong();
        }
    }

    private static QueryException TookLong() => new(
        "FLS6014", "a regular expression took more than a second on one value",
        "lookarounds and backreferences make expressions slow; without them there is no limit");

    /// <summary>Goes through the matches of an expression in a text.</summary>
    public ref struct Matches(Regex.ValueMatchEnumerator inner)
    {
        private Regex.ValueMatchEnumerator _inner = inner;

        public readonly ValueMatch Current => _inner.Current;

        public readonly Matches GetEnumerator() => this;

        public bool MoveNext()
        {
            try
            {
                return _inner.MoveNext();
            }
            catch (RegexMatchTimeoutException)
            {
                throw TookLong();
            }
        }
    }
}
