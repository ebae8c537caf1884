using FlinkSql.Parser.Building;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Parser.Explaining;

namespace FlinkSql.Parser.Reading;

/// <summary>Reads the tokens of one statement: checks limits, parses, builds the tree, explains errors.</summary>
internal static class StatementReader
{
    private const int MostErrors = 5;

    // Beyond this the recursion may need more stack than the caller's thread has.
    private const int NestingOnCallersStack = 48;
    private const int LargeStack = 32 << 20;

    public static ParseResult<T> Read<T>(TokenWindow window, Entry<T> entry)
        where T : class
    {
        if (TokenCheck.Check(window, out int nesting) is { } wrong) return new ParseResult<T>(null, [wrong]);
        if (nesting <= NestingOnCallersStack) return ReadChecked(window, entry);
        ParseResult<T>? result = null;
        Thread thread = new(() => result = ReadChecked(window, entry), LargeStack) { Name = "sql-parser" };
        thread.Start();
        thread.Join();
        return result!;
    }

    private static ParseResult<T> ReadChecked<T>(TokenWindow window, Entry<T> entry)
        where T : class
    {
        List<Diagnostic> diagnostics = [];
        try
        {
            while (true)
            {
                ParseAttempt attempt = ParseAttempt.Fast(window, entry.Rule);
                if (attempt.Tree is { } tree)
                {
                    T value = entry.Build(new AstBuilder(window.Source), tree);
                    return diagnostics.Count == 0
                        ? new ParseResult<T>(value, [])
                        : new ParseResult<T>(null, diagnostics) { Repaired = value };
                }
                SyntaxError error = new ErrorFinder(window, entry.Rule, attempt.FailedAt).Find();
                diagnostics.Add(error.Diagnostic);
                if (error.Repaired is null || diagnostics.Count == MostErrors) break;
                window = error.Repaired;
            }
        }
        catch (SyntaxErrorException error)
        {
            diagnostics.Add(error.Diagnostic);
        }
        catch (InsufficientExecutionStackException)
        {
            diagnostics.Add(ParserErrors.TooDeep(window.Span));
        }
        return new ParseResult<T>(null, diagnostics);
    }
}
