using FlinkSql.Parser.Ast;

namespace FlinkSql.Parser.Printing;

/// <summary>Writes syntax as canonical SQL on one line; reading that again gives an equal tree.</summary>
public static class SyntaxPrinter
{
    /// <summary>The SQL of any node.</summary>
    public static string Print(SyntaxNode node)
    {
        SqlText text = new();
        text.Node(node);
        return text.ToString();
    }

    /// <summary>A name with back quotes if it needs them: it is a keyword, or holds more than letters, digits, _ and $.</summary>
    public static string Quote(string name) => SqlText.Quoted(name);

    /// <summary>A compound name, each part quoted if it needs it.</summary>
    public static string Quote(SyntaxList<IdentifierSyntax> name) => string.Join('.', name.Select(part => Quote(part.Name)));
}
