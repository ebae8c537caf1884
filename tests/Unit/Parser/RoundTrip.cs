using FlinkSql.Parser;
using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Printing;
using Xunit;

namespace FlinkSql.Tests.Unit.Parser;

/// <summary>Reading, printing and reading again must give the same tree.</summary>
internal static class RoundTrip
{
    public static void Check(string text, ParseResult<StatementSyntax> result)
    {
        Assert.True(result.IsValid, result.Render(text));
        Check(result.Value!);
    }

    public static void Check(StatementSyntax tree) => Check(tree, SqlParser.ParseStatement);

    public static void Check<T>(T tree, Func<string, ParseResult<T>> parse)
        where T : SyntaxNode
    {
        string printed = SyntaxPrinter.Print(tree);
        ParseResult<T> again = parse(printed);
        Assert.True(again.IsValid, again.Render(printed));
        string printedAgain = SyntaxPrinter.Print(again.Value!);
        Assert.True(tree.Equals(again.Value), $"the tree changed:\n{printed}\n{printedAgain}");
        Assert.Equal(printed, printedAgain);
        Assert.Equal(tree.GetHashCode(), again.Value!.GetHashCode());
    }
}
