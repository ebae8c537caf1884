using FlinkSql.Parser.Diagnostics;

namespace FlinkSql.Engine;

/// <summary>Statements that could not be run: one diagnostic per error, and the text they point into.</summary>
public sealed class EngineException : Exception
{
    public EngineException(IReadOnlyList<Diagnostic> diagnostics, string sql, Exception? inner = null)
        : base(string.Join("\n", diagnostics.Select(diagnostic => diagnostic.Render(sql).TrimEnd())), inner)
    {
        Diagnostics = diagnostics;
        Sql = sql;
    }

    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    /// <summary>The text that the spans of the diagnostics point into.</summary>
    public string Sql { get; }
}
