using System.Linq.Expressions;
using System.Text.RegularExpressions;

namespace FlinkSql.Linq.Translation;

/// <summary>An expression tree as text for messages, close to how it was written.</summary>
internal static partial class ExpressionText
{
    public static string Print(Expression expression)
    {
        string text = Closure().Replace(expression.ToString(), "");
        return Convert().Replace(text, "$1");
    }

    // Captured variables are fields of an object that the compiler made.
    [GeneratedRegex(@"value\([^()]*\)\.")]
    private static partial Regex Closure();

    [GeneratedRegex(@"Convert\(([^(),]*), [^(),]*\)")]
    private static partial Regex Convert();
}
