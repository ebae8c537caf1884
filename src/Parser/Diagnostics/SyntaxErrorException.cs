namespace FlinkSql.Parser.Diagnostics;

/// <summary>Carries a diagnostic from the depth of the parser to its entry, where it becomes part of the result.</summary>
internal sealed class SyntaxErrorException(Diagnostic diagnostic) : Exception(diagnostic.Message)
{
    public Diagnostic Diagnostic => diagnostic;
}
