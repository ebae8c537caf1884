using FlinkSql.Columnar;

namespace FlinkSql.Functions;

/// <summary>
/// The text of a signature, taken apart: <c>name(type, type, type...) -&gt; result</c>.
/// </summary>
/// <remarks>
/// A parameter is <c>boolean tinyint smallint int bigint float double decimal string bytes date time timestamp
/// timestamp_ltz interval_day interval_month array map multiset row variant</c> or a family: <c>any</c>,
/// <c>numeric</c>. Lengths, precisions and scales are free. <c>type?</c> is optional (put after all required ones)
/// and <c>type...</c> repeats, zero times or more. The result is a type with its parameters (<c>decimal(20, 0)</c>,
/// <c>timestamp(3)</c>), or <c>$0</c> for the type of the first argument, or <c>infer</c>: then the class has a
/// static method <c>DataType InferResult(ReadOnlySpan&lt;DataType&gt; arguments)</c>, or one that also takes
/// <c>ReadOnlySpan&lt;object?&gt; constants</c>: the values of the arguments that are literals, null for the others.
/// </remarks>
public sealed record FunctionSignature(
    string Name, EquatableArray<string> Parameters, int RequiredCount, bool Variadic, string Result)
{
    /// <summary>Parses the text of an attribute.</summary>
    /// <exception cref="FormatException">The text is not a signature; it is a defect of the declaration.</exception>
    public static FunctionSignature Parse(string text)
    {
        int open = text.IndexOf('(');
        int arrow = text.LastIndexOf("->", StringComparison.Ordinal);
        int close = arrow < 0 ? -1 : text.LastIndexOf(')', arrow);
        if (open <= 0 || close < open)
        {
            throw new FormatException($"functions: \"{text}\" is not a signature");
        }

        string inner = text[(open + 1)..close].Trim();
        string[] parts = inner.Length == 0 ? [] : inner.Split(',', StringSplitOptions.TrimEntries);
        bool variadic = parts.Length != 0 && parts[^1].EndsWith("...", StringComparison.Ordinal);
        int required = parts.Count(part => !part.EndsWith('?') && !part.EndsWith("...", StringComparison.Ordinal));
        return new FunctionSignature(
            text[..open].Trim().ToUpperInvariant(),
            parts.Select(part => part.TrimEnd('?', '.')).ToEquatable(),
            required,
            variadic,
            text[(arrow + 2)..].Trim());
    }

    public override string ToString() => $"{Name}({string.Join(", ", Parameters)}{(Variadic ? "..." : "")}) -> {Result}";
}
