using FlinkSql.Parser.Printing;
using FlinkSql.Parser.Ast;

namespace FlinkSql.Engine;

/// <summary>Which names an expression mentions.</summary>
internal static class ColumnNames
{
    /// <summary>Every name that stands in the expression, found in its canonical text.</summary>
    public static IReadOnlySet<string> In(ExpressionSyntax expression)
    {
        string text = SyntaxPrinter.Print(expression);
        var names = new HashSet<string>();
        for (int start = 0; start < text.Length;)
        {
            if (text[start] == '`')
            {
                int end = text.IndexOf('`', start + 1);
                names.Add(text[(start + 1)..end]);
                start = end + 1;
            }
            else if (char.IsLetter(text[start]) || text[start] == '_')
            {
                int end = start;
                while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_'))
                {
                    end++;
                }

                names.Add(text[start..end]);
                start = end;
            }
            else
            {
                start++;
            }
        }

        return names;
    }
}
