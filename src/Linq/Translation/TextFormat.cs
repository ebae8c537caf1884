using System.Linq.Expressions;
using System.Text;
using FlinkSql.Parser.Ast;

namespace FlinkSql.Linq.Translation;

/// <summary>The text of <c>$"{a}-{b}"</c>, which the compiler makes a format with numbered holes.</summary>
internal static class TextFormat
{
    /// <summary>The parts put behind each other; null where a hole says how to format.</summary>
    public static ExpressionSyntax? Translate(string format, IReadOnlyList<Expression> arguments, ExpressionToSyntax to)
    {
        var parts = new List<ExpressionSyntax>();
        var text = new StringBuilder();
        void EndText()
        {
            if (text.Length != 0)
            {
                parts.Add(new StringLiteralSyntax(text.ToString()));
                text.Clear();
            }
        }

        for (int at = 0; at < format.Length; at++)
        {
            char next = format[at];
            if (next is '{' or '}' && at + 1 < format.Length && format[at + 1] == next)
            {
                at++;
            }
            else if (next == '{')
            {
                int end = format.IndexOf('}', at);
                if (end < 0 || !int.TryParse(format.AsSpan(at + 1, end - at - 1), out int hole) || hole >= arguments.Count)
                {
                    return null;
                }

                EndText();
                parts.Add(StringCalls.Text(arguments[hole], to));
                at = end;
                continue;
            }

            text.Append(next);
        }

        EndText();
        return parts.Count == 0
            ? new StringLiteralSyntax("")
            : parts.Aggregate((left, right) => Syntax.Binary(left, BinaryOperator.Concat, right));
    }
}
