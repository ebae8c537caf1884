namespace FlinkSql.Parser.Reading;

/// <summary>The tokens of one statement, and whether a semicolon ended it.</summary>
internal sealed record StatementWindow(TokenWindow Tokens, bool Terminated);
