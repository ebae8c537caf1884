using FlinkSql.Parser.Generated;
using FlinkSql.Parser.Reading;

namespace FlinkSql.Parser.Explaining;

/// <summary>Knows forms of other databases, and says how to write them here.</summary>
internal static class ForeignSyntax
{
    /// <summary>A hint if the token that failed belongs to such a form, else null.</summary>
    public static string? HintFor(ReadOnlySpan<SqlToken> tokens, int failedAt)
    {
        if (failedAt >= tokens.Length) return null;
        SqlToken failed = tokens[failedAt];
        SqlToken? before = failedAt > 0 ? tokens[failedAt - 1] : null;
        SqlToken? after = failedAt + 1 < tokens.Length ? tokens[failedAt + 1] : null;
        return failed.Type switch
        {
            FlinkSqlLexer.COLON when after?.Type is FlinkSqlLexer.COLON or FlinkSqlLexer.NAMED_PARAMETER =>
                "write CAST(x AS type) instead of x::type",
            FlinkSqlLexer.SLASH when after?.Type == FlinkSqlLexer.SLASH => "a comment begins with --",
            FlinkSqlLexer.SLASH when before?.Type == FlinkSqlLexer.SLASH => "a comment begins with --",
            FlinkSqlLexer.MINUS_SIGN when IsDash(before, failed, after) =>
                $"a name with a dash needs back quotes: `{before!.Text}-{after!.Text}`",
            FlinkSqlLexer.INTEGER when Is(before, "TOP") => "write LIMIT n at the end of the query instead of TOP n",
            FlinkSqlLexer.ON when before?.Type == FlinkSqlLexer.DISTINCT =>
                "number the rows with ROW_NUMBER() OVER (PARTITION BY ..) and keep the first",
            _ when before?.Type == FlinkSqlLexer.CREATE && (Is(failed, "STREAM") || Is(failed, "SOURCE") || Is(failed, "SINK")) =>
                "streams, sources and sinks are tables: CREATE TABLE .. WITH ('connector' = ..)",
            _ => null,
        };
    }

    private static bool Is(SqlToken? token, string word) =>
        token is not null && token.AsSpan().Equals(word, StringComparison.OrdinalIgnoreCase);

    // user-table, without spaces
    private static bool IsDash(SqlToken? before, SqlToken dash, SqlToken? after) =>
        before is not null && after is not null && before.End == dash.Start && dash.End == after.Start
        && Keywords.MayBeName(before.Type) && (Keywords.MayBeName(after.Type) || Keywords.IsKeyword(after.Type));
}
