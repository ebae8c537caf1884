using System.Text;
using FlinkSql.Functions.Text;

namespace FlinkSql.Functions.Json;

/// <summary>
/// An SQL/JSON path: <c>lax $.name['other'][0][*].*</c>. Lax (also without a word) unwraps arrays for names and wraps
/// other values for indexes, and a missing part is no error; strict does neither.
/// </summary>
internal sealed class JsonPath
{
    [ThreadStatic]
    private static PatternCache<JsonPath>? t_paths;

    private JsonPath(Step[] steps, bool isStrict)
    {
        Steps = steps;
        IsStrict = isStrict;
    }

    public Step[] Steps { get; }

    public bool IsStrict { get; }

    /// <summary>One step: to a member, to an element, or (neither) to all of them.</summary>
    public readonly record struct Step(byte[]? Name, int? Index, bool IsMembers)
    {
        public bool IsWildcard => Name is null && Index is null;
    }

    /// <summary>The path of a text; made once.</summary>
    /// <exception cref="QueryException">The text is no path.</exception>
    public static JsonPath Get(ReadOnlySpan<byte> text) => (t_paths ??= new(Parse)).Get(text);

    private static JsonPath Parse(string text)
    {
        string path = text.Trim();
        bool isStrict = path.StartsWith("strict ", StringComparison.OrdinalIgnoreCase);
        if (isStrict || path.StartsWith("lax ", StringComparison.OrdinalIgnoreCase))
        {
            path = path[(isStrict ? 7 : 4)..].Trim();
        }

        if (!path.StartsWith('$'))
        {
            throw Invalid(text, "it must begin with $");
        }

        var steps = new List<Step>();
        int at = 1;
        while (at < path.Length)
        {
            steps.Add(path[at] switch
            {
                '.' => Member(path, text, ref at),
                '[' => Bracket(path, text, ref at),
                _ => throw Invalid(text, $"'{path[at]}' is not expected"),
            });
        }

        return new JsonPath([.. steps], isStrict);
    }

    private static Step Member(string path, string text, ref int at)
    {
        int start = ++at;
        if (at < path.Length && path[at] == '*')
        {
            at++;
            return new Step(null, null, IsMembers: true);
        }

        if (at < path.Length && path[at] == '"')
        {
            return new Step(Quoted(path, text, ref at), null, IsMembers: true);
        }

        while (at < path.Length && path[at] is not ('.' or '['))
        {
            at++;
        }

        return at == start
            ? throw Invalid(text, "a name is missing behind a point")
            : new Step(Encoding.UTF8.GetBytes(path[start..at]), null, IsMembers: true);
    }

    private static Step Bracket(string path, string text, ref int at)
    {
        Step step;
        at++;
        if (at < path.Length && path[at] == '*')
        {
            at++;
            step = new Step(null, null, IsMembers: false);
        }
        else if (at < path.Length && path[at] is '\'' or '"')
        {
            step = new Step(Quoted(path, text, ref at), null, IsMembers: true);
        }
        else
        {
            int start = at;
            while (at < path.Length && char.IsAsciiDigit(path[at]))
            {
                at++;
            }

            step = int.TryParse(path.AsSpan(start, at - start), out int index)
                ? new Step(null, index, IsMembers: false)
                : throw Invalid(text, "an index is missing in brackets");
        }

        return at < path.Length && path[at++] == ']' ? step : throw Invalid(text, "a bracket is not closed");
    }

    private static byte[] Quoted(string path, string text, ref int at)
    {
        char quote = path[at++];
        int end = path.IndexOf(quote, at);
        if (end < 0)
        {
            throw Invalid(text, "a quote is not closed");
        }

        string name = path[at..end];
        at = end + 1;
        return Encoding.UTF8.GetBytes(name);
    }

    private static QueryException Invalid(string text, string why) =>
        new("FLS6009", $"'{text}' is not a JSON path: {why}");
}
